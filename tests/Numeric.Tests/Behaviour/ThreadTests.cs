using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>Threads decide who computes a shard, and nothing else. Alone, because the number of threads is the process'.</summary>
[Collection(nameof(ThreadTests))]
[CollectionDefinition(nameof(ThreadTests), DisableParallelization = true)]
public sealed class ThreadTests : IDisposable
{
    private const int Rows = 97;

    private readonly int _threads = RnnGenOptions.Threads;

    public void Dispose() => RnnGenOptions.Threads = _threads;

    [Theory]
    [InlineData(97)]
    [InlineData(96)]
    [InlineData(33)]
    [InlineData(17)]
    [InlineData(1)]
    public void Training_gives_the_same_bits_at_any_number_of_threads(int rows)
    {
        float[][] results = [.. new[] { 1, 2, 3, 8 }.Select(threads => Train(threads, rows))];
        Assert.All(results, result => Assert.Equal(results[0], result));
        Assert.All(results[0], value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(37)]
    [InlineData(19)]
    [InlineData(18)]
    [InlineData(1)]
    public void What_shards_compute_together_for_their_tokens_has_the_same_bits(int rows)
    {
        float[][] results = [.. new[] { 1, 2, 3, 8 }.Select(threads =>
        {
            RnnGenOptions.Threads = threads;
            var model = BehaviourNetworks.SharedTokens.Create<Model<int, int>>(seed: 3);
            var optimizer = new Adam(1e-2f);
            List<float> values = [];
            for (int step = 0; step < 60; step++)
            {
                // Other tokens at each step, some of them in several shards.
                int[] x = [.. Enumerable.Range(0, rows * 11).Select(i => (i * i + 7 * step) % 531)];
                int[] y = BehaviourNetworks.Labels(rows, 4);
                // Of a model that has not been trained yet, too: there is nothing for a way back.
                values.AddRange([model.TestOnBatch(x, y), model.TrainOnBatch(x, y, optimizer), .. model.Predict(x)]);
            }

            return (float[])[.. values, .. model.Parameters, .. model.Gradients];
        })];
        Assert.All(results, result => Assert.Equal(results[0], result));
        Assert.All(results[0], value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Both_styles_agree_shard_by_shard()
    {
        // Dropout included: the masks belong to the shard.
        float[] fused = Train(2, Rows, BehaviourNetworks.Shards), textbook = Train(1, Rows, BehaviourNetworks.TextbookShards);
        Assert.Equal(textbook.Length, fused.Length);
        Assert.All(fused.Zip(textbook), pair => Assert.InRange(pair.First - pair.Second, -1e-4f, 1e-4f));
    }

    [Fact]
    public void States_belong_to_their_rows_at_any_number_of_threads()
    {
        float[] x = BehaviourNetworks.Values(3 * 32 * 30), y = BehaviourNetworks.Values(32 * 12);
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            RnnGenOptions.Threads = threads;
            var model = BehaviourNetworks.StatefulShards.Create<Model<float, float>>(seed: 3);
            float[] predicted = model.Predict(x).ToArray();
            model.TrainOnBatch(x.AsSpan(0, 32 * 30), y, new Adam());
            return (float[])[.. predicted, .. model.Parameters, .. model.Predict(x)];
        })];
        Assert.All(results, result => Assert.Equal(results[0], result));

        // A row of the second shard goes on where it was, as it would alone.
        var whole = BehaviourNetworks.StatefulShards.Create<Model<float, float>>(seed: 3);
        float[] first = whole.Predict(x.AsSpan(0, 32 * 30)).ToArray(), again = whole.Predict(x.AsSpan(0, 32 * 30)).ToArray();
        Assert.NotEqual(first[^12..], again[^12..]);
        whole.ResetStates();
        Assert.Equal(first, whole.Predict(x.AsSpan(0, 32 * 30)).ToArray());
    }

    [Fact]
    public void Gradients_are_those_of_the_whole_batch()
    {
        // Without dropout: what 97 rows give together is the mean of what each gives alone.
        var model = BehaviourNetworks.StatefulShards.Create<Model<float, float>>(seed: 3);
        float[] x = BehaviourNetworks.Values(32 * 30), y = BehaviourNetworks.Values(32 * 12);
        model.TrainOnBatch(x, y, new SGD(0));
        float[] together = model.Gradients.ToArray();
        double[] sum = new double[together.Length];
        for (int row = 0; row < 32; row++)
        {
            // The other rows' targets are their own predictions, so they give nothing.
            model.ResetStates();
            float[] targets = model.Predict(x).ToArray();
            y.AsSpan(row * 12, 12).CopyTo(targets.AsSpan(row * 12));
            model.ResetStates();
            model.TrainOnBatch(x, targets, new SGD(0));
            for (int i = 0; i < sum.Length; i++)
                sum[i] += model.Gradients[i];
        }

        double largest = sum.Max(Math.Abs);
        Assert.All(together.Zip(sum), pair => Assert.InRange(pair.First - pair.Second, -2e-5 * largest, 2e-5 * largest));
    }

    [Fact]
    public void Models_train_at_the_same_time_as_they_would_alone()
    {
        RnnGenOptions.Threads = 3;
        float[] alone = Train(3, Rows);
        float[][] results = new float[6][];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => results[i] = Train(3, Rows));
        Assert.All(results, result => Assert.Equal(alone, result));
    }

    [Fact]
    public void No_thread_allocates()
    {
        RnnGenOptions.Threads = 3;
        var model = BehaviourNetworks.Shards.Create<Model<float, int>>(seed: 3);
        (float[] x, int[] y) = Data(Rows);
        var optimizer = new Adam { GlobalClipNorm = 1 };
        void Step()
        {
            model.TrainOnBatch(x, y, optimizer);
            model.TestOnBatch(x, y);
            model.Predict(x);
        }

        for (int i = 0; i < 50; i++)
            Step();

        // Of all threads; something of the runtime itself may allocate now and then, but not every time.
        long fewest = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 200; i++)
                Step();
            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(fewest, 0, 1000);
    }

    [Fact]
    public void A_model_says_when_two_threads_use_it()
    {
        var model = BehaviourNetworks.Shards.Create<Model<float, int>>(seed: 3);
        (float[] x, int[] y) = Data(Rows);
        var data = Dataset.Create(x, y, Rows);
        Exception? seen = null;
        var callback = new Meanwhile(() =>
        {
            var thread = new Thread(() => seen = Record.Exception(() => model.Predict(x)));
            thread.Start();
            thread.Join();
        });
        model.Fit(data, new SGD(), verbose: Verbosity.Silent, callbacks: [callback]);

        var exception = Assert.IsType<InvalidOperationException>(seen);
        Assert.StartsWith("Network.Predict: another thread is using this Network.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Rows * 4, model.Predict(x).Length);
    }

    private static float[] Train(int threads, int rows, NetworkSource? network = null)
    {
        RnnGenOptions.Threads = threads;
        var model = (network ?? BehaviourNetworks.Shards).Create<Model<float, int>>(seed: 3);
        (float[] x, int[] y) = Data(rows);
        var optimizer = new Adam(1e-2f);
        float[] losses = [.. Enumerable.Range(0, 4).Select(_ => model.TrainOnBatch(x, y, optimizer))];
        return [.. losses, .. model.Parameters, .. model.Gradients, .. model.Predict(x), model.TestOnBatch(x, y)];
    }

    private static (float[] X, int[] Y) Data(int rows) => (BehaviourNetworks.Values(rows * 45), BehaviourNetworks.Labels(rows, 4));

    /// <summary>Does something between two batches.</summary>
    private sealed class Meanwhile(Action action) : Callback
    {
        public override void OnBatchEnd(int batch, Logs logs) => action();
    }
}
