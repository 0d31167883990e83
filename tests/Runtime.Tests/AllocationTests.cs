namespace RnnGen.Runtime.Tests;

/// <summary>After the first call, nothing is allocated.</summary>
public class AllocationTests
{
    private const int Calls = 1000;

    private readonly LinearModel _model = new(3, 2, batch: 4);
    private readonly float[] _x = new float[12];
    private readonly float[] _y = new float[8];

    public static TheoryData<string> Optimizers => [.. Each.Keys];

    private static Dictionary<string, Func<Optimizer>> Each { get; } = new()
    {
        ["SGD"] = () => new SGD(),
        ["SGD momentum, ClipValue"] = () => new SGD(0.01f, 0.9) { ClipValue = 1 },
        ["RMSprop"] = () => new RMSprop(momentum: 0.5, centered: true),
        ["Adam, ClipNorm"] = () => new Adam { ClipNorm = 1 },
        ["Adam amsgrad, GlobalClipNorm"] = () => new Adam(amsgrad: true) { GlobalClipNorm = 1 },
        ["AdamW"] = () => new AdamW(),
        ["Nadam"] = () => new Nadam(),
        ["Adamax"] = () => new Adamax(),
        ["Adagrad"] = () => new Adagrad(),
        ["Adadelta"] = () => new Adadelta(),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TrainOnBatch(string name)
    {
        Optimizer optimizer = Each[name]();
        AssertNone(() => _model.TrainOnBatch(_x, _y, optimizer));
    }

    [Fact]
    public void TestOnBatch() => AssertNone(() => _model.TestOnBatch(_x, _y));

    [Fact]
    public void Predict() => AssertNone(() => _model.Predict(_x));

    [Fact]
    public void Predict_of_many_batches()
    {
        float[] x = new float[27];
        AssertNone(() => _model.Predict(x));
    }

    [Fact]
    public void Predict_into_a_destination()
    {
        float[] x = new float[27], destination = new float[18];
        AssertNone(() => _model.Predict(x, destination));
    }

    [Fact]
    public void Checked_inputs()
    {
        _model.CheckInputs = true;
        AssertNone(() => _model.TestOnBatch(_x, _y));
    }

    [Fact]
    public void Evaluate_allocates_the_same_for_any_number_of_batches()
    {
        Dataset<float, float> few = Dataset.Create(new float[12], new float[8], 4);
        Dataset<float, float> many = Dataset.Create(new float[12_000], new float[8_000], 4_000);
        _model.Evaluate(few);
        _model.Evaluate(many);

        Assert.Equal(Allocated(() => _model.Evaluate(few)), Allocated(() => _model.Evaluate(many)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_of_fit(bool shuffle)
    {
        var watch = new AllocationWatch();
        _model.Fit(
            new float[12_000], new float[8_000], new Adam(), epochs: 2, shuffle: shuffle, verbose: Verbosity.Silent, callbacks: [watch]);

        Assert.Equal(2, watch.PerEpoch.Count);
        Assert.All(watch.PerEpoch, bytes => Assert.Equal(0, bytes));
    }

    [Fact]
    public void Dropout_masks()
    {
        float[] mask = new float[101];
        AssertNone(() => Kernels.DropoutMask.Fill<float>(mask, 0.5, training: true, seed: 1, step: 2, stream: 3));
    }

    private static void AssertNone(Action action)
    {
        action();
        Assert.Equal(0, Allocated(() =>
        {
            for (int i = 0; i < Calls; i++)
                action();
        }));
    }

    private static void AssertNone<T>(Func<T> function)
        where T : allows ref struct
        => AssertNone(() => { function(); });

    private static long Allocated(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Bytes allocated between the second and the last batch of each epoch.</summary>
    private sealed class AllocationWatch : Callback
    {
        private long _start;

        public List<long> PerEpoch { get; } = new(capacity: 8);

        public override void OnBatchEnd(int batch, Logs logs)
        {
            if (batch == 1)
                _start = GC.GetAllocatedBytesForCurrentThread();
            else if (batch == Steps - 1)
                PerEpoch.Add(GC.GetAllocatedBytesForCurrentThread() - _start);
        }
    }
}
