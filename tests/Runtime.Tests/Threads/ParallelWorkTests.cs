using RnnGen.Threads;

namespace RnnGen.Runtime.Tests.Threads;

[Collection(nameof(ParallelWorkTests))]
[CollectionDefinition(nameof(ParallelWorkTests), DisableParallelization = true)]
public sealed class ParallelWorkTests : IDisposable
{
    private readonly int _threads = RnnGenOptions.Threads;

    public void Dispose() => RnnGenOptions.Threads = _threads;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_runs_once_however_often(int threads)
    {
        RnnGenOptions.Threads = threads;
        var work = new Work((runs, part) => Interlocked.Increment(ref runs[part]));
        for (int round = 0; round < 2000; round++)
        {
            int parts = round % 7 + 1;
            Array.Clear(work.Runs);
            work.RunAll(parts, isLarge: true);
            Assert.All(work.Runs[..parts], runs => Assert.Equal(1, runs));
            Assert.All(work.Runs[parts..], runs => Assert.Equal(0, runs));
        }
    }

    [Fact]
    public void Parts_run_at_the_same_time()
    {
        // Each of three parts waits for the other two: one thread alone would wait for ever.
        RnnGenOptions.Threads = 3;
        using var barrier = new Barrier(3);
        var work = new Work((_, _) => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30))));
        work.RunAll(3, isLarge: true);

        // And again, when the workers have gone to sleep.
        Thread.Sleep(200);
        work.RunAll(3, isLarge: true);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, false)]
    public void One_thread_or_little_work_stays_on_the_calling_thread(int threads, bool isLarge)
    {
        RnnGenOptions.Threads = threads;
        int caller = Environment.CurrentManagedThreadId;
        var work = new Work((_, _) => Assert.Equal(caller, Environment.CurrentManagedThreadId));
        for (int i = 0; i < 100; i++)
            work.RunAll(6, isLarge);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failure_reaches_the_caller_and_leaves_the_work_usable(int threads)
    {
        RnnGenOptions.Threads = threads;
        bool fail = true;
        var work = new Work((runs, part) =>
        {
            if (fail && part == 2)
                throw new InvalidOperationException("part 2");
            Interlocked.Increment(ref runs[part]);
        });
        for (int i = 0; i < 20; i++)
            Assert.Equal("part 2", Assert.Throws<InvalidOperationException>(() => work.RunAll(4, isLarge: true)).Message);

        fail = false;
        Array.Clear(work.Runs);
        work.RunAll(4, isLarge: true);
        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0], work.Runs);
    }

    [Fact]
    public void Callers_on_many_threads_do_not_disturb_each_other()
    {
        RnnGenOptions.Threads = 4;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var work = new Work((runs, part) =>
            {
                Thread.SpinWait(50);
                Interlocked.Increment(ref runs[part]);
            });
            for (int round = 1; round <= 500; round++)
            {
                work.RunAll(8, isLarge: true);
                Assert.All(work.Runs, runs => Assert.Equal(round, runs));
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Threads_must_be_positive(int threads)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => RnnGenOptions.Threads = threads);
        Assert.StartsWith($"Threads is {threads}; it must be at least 1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_optimizer_step_is_the_same_on_several_threads()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            RnnGenOptions.Threads = threads;
            var model = BareModel.Of(Initializer.GlorotUniform, [700, 401], [17], [1]);
            var optimizer = new Adam { WeightDecay = 0.01f, ClipValue = 0.5f };
            for (int step = 0; step < 3; step++)
            {
                for (int i = 0; i < model.Gradients.Length; i++)
                    model.Gradients[i] = MathF.Sin(i + step);
                optimizer.Apply(model);
            }

            return model.Parameters.ToArray();
        })];
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    private sealed class Work(Action<int[], int> part) : ParallelWork
    {
        public int[] Runs { get; } = new int[8];

        protected override void Run(int index) => part(Runs, index);
    }
}
