namespace RnnGen.Runtime.Tests;

/// <summary>The moving average of the weights.</summary>
public class EmaTests
{
    private const float Momentum = 0.8f;
    private const int Steps = 12;

    [Theory]
    [InlineData(1, null)]
    [InlineData(17, null)]
    [InlineData(1025, null)]
    [InlineData(17, 1)]
    [InlineData(17, 5)]
    public void It_follows_the_formula_of_Keras(int size, int? overwriteFrequency)
    {
        var model = new BareModel(Describe.Model([1], [1], 1, Describe.Weights(Initializer.GlorotUniform, [size])));
        var optimizer = new SGD(0.1f) { UseEma = true, EmaMomentum = Momentum, EmaOverwriteFrequency = overwriteFrequency };
        double[] weights = [.. model.Parameters.ToArray()];
        double[] averages = new double[size];
        for (int t = 1; t <= Steps; t++)
        {
            // Keras: the momentum is 0 in the first step; weights are overwritten after every so many steps.
            double momentum = t == 1 ? 0 : Momentum;
            for (int i = 0; i < size; i++)
            {
                model.Gradients[i] = MathF.Sin(i + 3 * t);
                weights[i] -= 0.1f * model.Gradients[i];
                averages[i] = momentum * averages[i] + (1 - momentum) * weights[i];
                if (t % overwriteFrequency == 0)
                    weights[i] = averages[i];
            }

            optimizer.Apply(model);
            AssertClose(weights, model.Parameters);
        }

        optimizer.ApplyEma(model);
        AssertClose(averages, model.Parameters);
    }

    [Fact]
    public void Fit_ends_with_it_and_a_cancelled_one_too()
    {
        // Each step subtracts 1 from the weight, which begins at 0: after three steps −1, −2, −3 with shares 0.64, 0.16 and 0.2.
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var atEpochEnd = new List<float>();
        SGD optimizer = Averaging();
        FitTests.Fit(model, rows: 6, optimizer: optimizer, callbacks: [new LambdaCallback { EpochEnd = (_, _) => atEpochEnd.Add(model.Weight) }]);
        Assert.Equal([-3], atEpochEnd);
        Assert.Equal(-1.56f, model.Weight, 1e-6f);

        // From there on, as in Keras.
        FitTests.Fit(model, rows: 2, optimizer: optimizer);
        Assert.Equal(0.8f * -1.56f + 0.2f * -2.56f, model.Weight, 1e-6f);

        using var source = new CancellationTokenSource();
        EchoModel<float> cancelled = FitTests.Echo(batch: 2);
        FitTests.Fit(
            cancelled, rows: 6, optimizer: Averaging(), cancellationToken: source.Token,
            callbacks: [new Recorder((_, _, batch) => { if (batch == 1) source.Cancel(); })]);
        Assert.Equal(-1.2f, cancelled.Weight, 1e-6f);
    }

    [Fact]
    public void A_Fit_without_a_step_changes_nothing()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        model.Parameters[0] = 5;
        SGD optimizer = Averaging();
        FitTests.Fit(model, rows: 6, optimizer: optimizer, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(5, model.Weight);
        optimizer.ApplyEma(model);
        Assert.Equal(5, model.Weight);

        // Nor with an optimizer that has averages of other weights.
        FitTests.Fit(model, rows: 6, optimizer: optimizer);
        model.Parameters[0] = 5;
        FitTests.Fit(model, rows: 6, optimizer: optimizer, cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(5, model.Weight);
    }

    [Fact]
    public void Validation_can_take_it()
    {
        EchoModel<float> model = null!;
        List<float> seen = [], atEpochEnd = [];
        Callback watcher = new LambdaCallback { EpochEnd = (_, _) => atEpochEnd.Add(model.Weight) };
        void Fit(params Callback[] callbacks)
        {
            model = FitTests.Echo(batch: 2);
            model.Before = () => seen.Add(model.Weight);
            seen.Clear();
            atEpochEnd.Clear();
            FitTests.Fit(
                model, rows: 2, epochs: 3, optimizer: Averaging(), validationData: Dataset.Create<float, float>([7], [0], 1), callbacks: callbacks);
        }

        // What a training step and a validation see, epoch by epoch.
        Fit(watcher);
        AssertClose([0, -1, -1, -2, -2, -3], [.. seen]);
        AssertClose([-1, -2, -3], [.. atEpochEnd]);
        Fit(new SwapEMAWeights(), watcher);
        AssertClose([0, -1, -1, -1.2, -2, -1.56], [.. seen]);
        AssertClose([-1, -2, -3], [.. atEpochEnd]);
        Assert.Equal(-1.56f, model.Weight, 1e-6f);
        Fit(watcher, new SwapEMAWeights(swapOnEpoch: true));
        AssertClose([-1, -2, -3], [.. atEpochEnd]);
        Fit(new SwapEMAWeights(), new SwapEMAWeights());
        AssertClose([0, -1, -1, -1.2, -2, -1.56], [.. seen]);
        Fit(new SwapEMAWeights(swapOnEpoch: true), watcher);
        AssertClose([0, -1, -1, -1.2, -2, -1.56], [.. seen]);
        AssertClose([-1, -1.2, -1.56], [.. atEpochEnd]);
        Assert.Equal(-1.56f, model.Weight, 1e-6f);
    }

    [Fact]
    public void A_validation_that_is_cancelled_leaves_the_weights_in_their_place()
    {
        using var source = new CancellationTokenSource();
        EchoModel<float> model = FitTests.Echo(batch: 2);
        model.Before = () =>
        {
            if (model.Trained.Count == 2)
                source.Cancel();
        };
        SGD optimizer = Averaging();
        float atEnd = 0;
        History history = FitTests.Fit(
            model, rows: 4, optimizer: optimizer, validationData: Dataset.Create(new float[8], new float[8], 8), cancellationToken: source.Token,
            callbacks: [new SwapEMAWeights(), new LambdaCallback { TrainEnd = () => atEnd = model.Weight }]);
        Assert.True(history.Cancelled);
        Assert.Single(model.Inferred);
        Assert.Equal(-1.2f, atEnd, 1e-6f);
    }

    [Fact]
    public void A_callback_that_throws_leaves_the_weights_in_their_place()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        SGD optimizer = Averaging();
        foreach (bool before in new[] { false, true })
        {
            Callback[] callbacks =
            [
                new LambdaCallback { EpochEnd = (epoch, _) => Throw(before && epoch == 1) },
                new SwapEMAWeights(swapOnEpoch: true),
                new LambdaCallback { EpochEnd = (epoch, _) => Throw(!before && epoch == 1) },
            ];
            float weight = model.Weight;
            Assert.Throws<IOException>(() => FitTests.Fit(model, rows: 2, epochs: 3, optimizer: optimizer, callbacks: callbacks));
            Assert.Equal(weight - 2, model.Weight);
            weight = model.Weight;
            Callback[] inValidation = before ? [new ThrowsInTest(), new SwapEMAWeights()] : [new SwapEMAWeights(), new ThrowsInTest()];
            Assert.Throws<IOException>(() => FitTests.Fit(
                model, rows: 2, optimizer: optimizer, validationData: Dataset.Create<float, float>([7], [0], 1), callbacks: inValidation));
            Assert.Equal(weight - 1, model.Weight);
        }

        static void Throw(bool now)
        {
            if (now)
                throw new IOException();
        }
    }

    [Fact]
    public void Swapping_wants_averages()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FitTests.Fit(FitTests.Echo(batch: 2), rows: 2, callbacks: [new SwapEMAWeights()]));
        Assert.Equal("SwapEMAWeights: the SGD keeps no averages of the weights. Make it with UseEma = true.", error.Message);
        error = Assert.Throws<InvalidOperationException>(() => new SGD().ApplyEma(FitTests.Echo(batch: 2)));
        Assert.Equal("This SGD keeps no average of the weights: make it with UseEma = true.", error.Message);
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { EmaMomentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { EmaMomentum = float.NaN });
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { EmaMomentum = -0.5f });
        Assert.StartsWith("EmaMomentum is -0.5; it must be in [0, 1).", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { EmaOverwriteFrequency = 0 });
        Assert.Equal(0.99f, new Adam().EmaMomentum);
    }

    [Fact]
    public void What_is_saved_while_the_averages_are_the_weights_is_the_same()
    {
        string folder = Directory.CreateTempSubdirectory("rnngen").FullName, file = Path.Combine(folder, "run.ckpt");
        try
        {
            EchoModel<float> model = FitTests.Echo(batch: 2);
            SGD optimizer = Averaging();
            float seen = 0;
            var saving = new LambdaCallback
            {
                EpochEnd = (_, _) =>
                {
                    seen = model.Weight;
                    model.SaveCheckpoint(file, optimizer);
                },
            };
            FitTests.Fit(model, rows: 4, optimizer: optimizer, callbacks: [new SwapEMAWeights(swapOnEpoch: true), saving]);
            Assert.Equal(-1.2f, seen, 1e-6f);
            EchoModel<float> loaded = FitTests.Echo(batch: 2);
            optimizer = Averaging();
            loaded.LoadCheckpoint(file, optimizer);
            Assert.Equal(-2, loaded.Weight);
            optimizer.ApplyEma(loaded);
            Assert.Equal(-1.2f, loaded.Weight, 1e-6f);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SGD Averaging() => new(1) { UseEma = true, EmaMomentum = Momentum };

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    private sealed class ThrowsInTest : Callback
    {
        public override void OnTestEnd() => throw new IOException();
    }
}
