using RnnGen.Numeric.Tests.Behaviour;

namespace RnnGen.Numeric.Tests.Streams;

/// <summary>One model's predictions for many callers at once.</summary>
public class PredictorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(257)]
    public void Predictor_gives_what_the_model_gives(int rows)
    {
        var model = BehaviourNetworks.Stream.Create<Model<float>>(seed: 1);
        float[] x = BehaviourNetworks.Values(rows * model.InputSize), y = new float[(rows * model.OutputSize) + 3];
        new Predictor<float>(model).Predict(x, y);
        Assert.Equal(model.Predict(x).ToArray(), y[..(rows * model.OutputSize)]);
        Assert.Equal([0f, 0f, 0f], y[^3..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(70)]
    [InlineData(150)]
    public void Predictor_needs_no_other_shards_for_its_tokens(int rows)
    {
        var model = BehaviourNetworks.SharedTokens.Create<Model<int>>(seed: 1);
        int[] x = [.. Enumerable.Range(0, rows * model.InputSize).Select(i => i * i % 531)];
        float[] y = new float[rows * model.OutputSize];
        new Predictor<int>(model).Predict(x, y);
        Assert.Equal(model.Predict(x).ToArray(), y);
    }

    [Fact]
    public void Many_threads_predict_at_once()
    {
        var model = BehaviourNetworks.Shards.Create<Model<float>>(seed: 1);
        var predictor = new Predictor<float>(model);
        int[] sizes = [1, 3, 17, 100];
        float[] x = BehaviourNetworks.Values(sizes.Max() * model.InputSize);
        float[] expected = model.Predict(x).ToArray();
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            float[] y = new float[expected.Length];
            for (int call = 0; call < 50; call++)
            {
                int rows = sizes[(thread + call) % sizes.Length];
                predictor.Predict(x.AsSpan(0, rows * model.InputSize), y);
                // A row does not depend on how many there are beside it but for rounding.
                for (int i = 0; i < rows * model.OutputSize; i++)
                {
                    if (!(Math.Abs(y[i] - expected[i]) <= 1e-5f))
                        Interlocked.Increment(ref wrong);
                }
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Predict_allocates_nothing()
    {
        var model = BehaviourNetworks.Stream.Create<Model<float>>(seed: 1);
        var predictor = new Predictor<float>(model);
        float[] x = BehaviourNetworks.Values(3 * model.InputSize), y = new float[3 * model.OutputSize];
        predictor.Predict(x, y);
        // Something of the runtime itself may allocate now and then, but not every time; memory rented anew would be 190 KB.
        long fewest = long.MaxValue;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < 1000; call++)
                predictor.Predict(x, y);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);
    }

    [Fact]
    public void Stateful_models_are_refused()
    {
        var model = BehaviourNetworks.Stateful.Create<Model<float>>(seed: 1);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Predictor<float>(model));
        Assert.Contains("stateful", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Step", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sizes_are_named()
    {
        var model = BehaviourNetworks.Stream.Create<Model<float>>(seed: 1);
        var predictor = new Predictor<float>(model);
        Assert.Contains("119", Assert.Throws<ArgumentException>(() => predictor.Predict(new float[119], new float[2])).Message, StringComparison.Ordinal);
        Assert.Contains("destination", Assert.Throws<ArgumentException>(() => predictor.Predict(new float[120], new float[1])).Message, StringComparison.Ordinal);
    }
}
