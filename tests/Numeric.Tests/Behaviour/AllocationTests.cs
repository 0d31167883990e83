namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>After the first calls nothing is allocated.</summary>
public class AllocationTests
{
    private const int Calls = 1000;

    [Fact]
    public void Predict_allocates_nothing()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float>>();
        float[] x = BehaviourNetworks.Values(3 * 15);
        AssertNoAllocation(() => model.Predict(x));
    }

    [Fact]
    public void Predict_of_many_batches_allocates_nothing()
    {
        var model = BehaviourNetworks.ReturnsState.Create<Model<float>>();
        float[] x = BehaviourNetworks.Values(8 * 12);
        float[] destination = new float[8 * 20];
        AssertNoAllocation(() =>
        {
            model.Predict(x);
            model.GetOutput(2);
            model.Predict(x, destination);
        });
    }

    [Fact]
    public void TestOnBatch_allocates_nothing()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>();
        (float[] x, int[] y) = (BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Labels(4, 3));
        AssertNoAllocation(() => model.TestOnBatch(x, y));
    }

    [Theory]
    [InlineData(nameof(SGD))]
    [InlineData(nameof(RMSprop))]
    [InlineData(nameof(Adam))]
    [InlineData(nameof(AdamW))]
    [InlineData(nameof(Nadam))]
    [InlineData(nameof(Adamax))]
    [InlineData(nameof(Adagrad))]
    [InlineData(nameof(Adadelta))]
    public void TrainOnBatch_allocates_nothing(string name)
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>();
        (float[] x, int[] y) = (BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Labels(4, 3));
        Optimizer optimizer = Create(name);
        AssertNoAllocation(() => model.TrainOnBatch(x, y, optimizer));
    }

    [Fact]
    public void A_network_of_windows_and_normalizations_allocates_nothing()
    {
        var model = BehaviourNetworks.Images.Create<Model<float, int>>();
        (float[] x, int[] y) = (BehaviourNetworks.Values(4 * 126), BehaviourNetworks.Labels(4, 3));
        Optimizer optimizer = new Adam(1e-3f);
        AssertNoAllocation(() =>
        {
            model.TrainOnBatch(x, y, optimizer);
            model.Predict(x);
        });
    }

    [Fact]
    public void TrainOnBatch_with_dropout_and_clipping_allocates_nothing()
    {
        var model = BehaviourNetworks.Dropouts.Create<Model<float, float>>();
        (float[] x, float[] y) = (BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Values(4 * 2));
        Optimizer optimizer = new Adam(1e-3f) { GlobalClipNorm = 0.01f };
        AssertNoAllocation(() => model.TrainOnBatch(x, y, optimizer));
    }

    [Fact]
    public void TrainOnBatch_with_an_own_cell_allocates_nothing()
    {
        var model = BehaviourNetworks.OwnCell.Create<Model<float, float>>();
        (float[] x, float[] y) = (BehaviourNetworks.Values(4 * 36), BehaviourNetworks.Values(4 * 2));
        Optimizer optimizer = new Adam(1e-3f);
        AssertNoAllocation(() => model.TrainOnBatch(x, y, optimizer));
    }

    [Fact]
    public void TrainOnBatch_of_a_stateful_model_allocates_nothing()
    {
        var model = BehaviourNetworks.Stateful.Create<Model<float, float>>();
        (float[] x, float[] y) = (BehaviourNetworks.Values(2 * 6), BehaviourNetworks.Values(2 * 2));
        Optimizer optimizer = new SGD(1e-3f) { ClipNorm = 0.1f };
        AssertNoAllocation(() =>
        {
            model.TrainOnBatch(x, y, optimizer);
            model.ResetStates();
        });
    }

    [Fact]
    public void Evaluate_allocates_nothing_for_a_batch()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>();
        var few = Dataset.Create(BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Labels(4, 3), 4);
        var many = Dataset.Create(BehaviourNetworks.Values(402 * 15), BehaviourNetworks.Labels(402, 3), 402);
        long one = Measure(() => model.Evaluate(few));
        long hundred = Measure(() => model.Evaluate(many));
        Assert.Equal(one, hundred);
    }

    private static Optimizer Create(string name) => name switch
    {
        nameof(SGD) => new SGD(1e-3f, momentum: 0.9f, nesterov: true),
        nameof(RMSprop) => new RMSprop(1e-3f),
        nameof(Adam) => new Adam(1e-3f),
        nameof(AdamW) => new AdamW(1e-3f),
        nameof(Nadam) => new Nadam(1e-3f),
        nameof(Adamax) => new Adamax(1e-3f),
        nameof(Adagrad) => new Adagrad(1e-3f),
        nameof(Adadelta) => new Adadelta(1e-3f),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    private static void AssertNoAllocation(Action call)
    {
        long allocated = Measure(() =>
        {
            for (int i = 0; i < Calls; i++)
                call();
        });
        Assert.Equal(0, allocated);
    }

    private static long Measure(Action call)
    {
        // The first calls may allocate: buffers, the optimizer's state.
        call();
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
