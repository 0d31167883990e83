using RnnGen.Tests;
using static RnnGen.Runtime.Tests.Checkpoints.Trainings;

namespace RnnGen.Runtime.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 3;
    private static readonly (float[] X, int[] Y) s_rows = Rows(42);
    private static readonly (float[] X, float[] Y) s_sequences = Sequences(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;

    private string File => Path.Combine(_folder, "run.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Trainings.Optimizers), MemberType = typeof(Trainings))]
    public void A_training_interrupted_anywhere_ends_with_the_same_bits(string optimizer)
    {
        // 34 rows are trained: 5 batches, the last one of 2 rows; 8 are validated.
        string whole = Train(optimizer);
        foreach (int batches in new[] { 1, 2, 4, 5, 6, 10, 13 })
        {
            foreach (int every in new[] { 0, 1, 3 })
            {
                System.IO.File.Delete(File);
                var crash = new After(batches, _ => throw new IOException("The power is gone."));
                Assert.Throws<IOException>(() => Train(optimizer, seed: 1, new Checkpoint(File, every), crash));
                Assert.Equal(whole, Train(optimizer, seed: System.IO.File.Exists(File) ? 2 : 1, new Checkpoint(File, every)));
            }
        }
    }

    [Fact]
    public void A_cancelled_training_goes_on_at_its_batch()
    {
        string whole = Train("nadam");
        for (int batches = 1; batches < 15; batches += 2)
        {
            using var cancellation = new CancellationTokenSource();
            System.IO.File.Delete(File);
            Train("nadam", 1, cancellation.Token, new Checkpoint(File), new After(batches, _ => cancellation.Cancel()));
            var checkpoint = new Checkpoint(File);
            var count = new Recorder();
            Assert.Equal(whole, Train("nadam", 1, CancellationToken.None, checkpoint, count));
            Assert.True(checkpoint.Resumed);
            Assert.Equal(15 - batches, count.Events.Count(text => text.StartsWith("batch", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void States_go_on_where_they_were()
    {
        string whole = TrainSequences();
        for (int batches = 1; batches < 8; batches++)
        {
            System.IO.File.Delete(File);
            var crash = new After(batches, _ => throw new IOException());
            Assert.Throws<IOException>(() => TrainSequences(new Checkpoint(File, 1), crash));
            Assert.Equal(whole, TrainSequences(new Checkpoint(File, 1)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void States_that_a_validation_has_changed_are_not_saved(bool stateful)
    {
        using var cancellation = new CancellationTokenSource();
        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2, stateful: stateful);
        model.Before = () =>
        {
            if (model.Trained.Count == 2)
                cancellation.Cancel();
        };
        var data = Dataset.Create(new float[4], new float[4], 4);
        model.Fit(
            data, new SGD(), validationData: data, verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)], cancellationToken: cancellation.Token);
        Assert.Single(model.Inferred);
        Assert.Equal(!stateful, System.IO.File.Exists(File));
    }

    [Fact]
    public void Streams_of_batches_are_wound_on()
    {
        string whole = Stream();
        for (int batches = 1; batches < 9; batches++)
        {
            System.IO.File.Delete(File);
            Assert.Throws<IOException>(() => Stream(new Checkpoint(File, 2), new After(batches, _ => throw new IOException())));
            Assert.Equal(whole, Stream(new Checkpoint(File, 2)));
        }

        // 5 batches in the stream, 3 in an epoch.
        string Stream(params Callback[] callbacks)
        {
            var model = new NoisyModel(seed: 1);
            var adam = new Adam();
            History history = model.Fit(
                Enumerable.Range(0, 5).Select(i => (s_rows.X[(i * 120)..(i * 120 + 120)], s_rows.Y[(i * 8)..(i * 8 + 8)])),
                adam,
                stepsPerEpoch: 3,
                Epochs,
                verbose: Verbosity.Silent,
                callbacks: callbacks);
            return Bits.Of(model, adam, history);
        }
    }

    [Fact]
    public void Batches_of_ones_own_go_on_too()
    {
        var model = new CarryingModel(seed: 1);
        var nadam = new Nadam();
        Steps(model, nadam, 0, 2);
        model.SaveCheckpoint(File, nadam);
        var other = new CarryingModel(seed: 2);
        var otherNadam = new Nadam(0.5f);
        Steps(other, otherNadam, 0, 1);
        other.LoadCheckpoint(File, otherNadam);
        Assert.Equal(1, other.Seed);
        Steps(model, nadam, 2, 4);
        Steps(other, otherNadam, 2, 4);
        Assert.Equal(Bits.Of(model, nadam), Bits.Of(other, otherNadam));
        Assert.Equal(model.Predict(s_sequences.X.AsSpan(0, 264)).ToArray(), other.Predict(s_sequences.X.AsSpan(0, 264)).ToArray());

        static void Steps(CarryingModel model, Optimizer optimizer, int first, int end)
        {
            for (int i = first; i < end; i++)
                model.TrainOnBatch(s_sequences.X.AsSpan(i * 264, 264), s_sequences.Y.AsSpan(i * 66, 66), optimizer);
        }
    }

    [Fact]
    public void A_training_that_is_over_stays_over()
    {
        string whole = Train("adam", seed: 1, new Checkpoint(File));
        var count = new Recorder();
        Assert.Equal(whole, Train("adam", seed: 2, new Checkpoint(File), count));
        Assert.Equal(["train begin 3x5", "train end"], count.Events);

        // The callback is not asked again.
        System.IO.File.Delete(File);
        string stopped = Train("adam", seed: 1, new Checkpoint(File, 1), new After(7, callback => callback.StopTraining = true));
        Assert.Equal(stopped, Train("adam", seed: 1, new Checkpoint(File, 1)));

        var anew = new Checkpoint(File) { Resume = false };
        Assert.Equal(whole, Train("adam", seed: 1, anew));
        Assert.False(anew.Resumed);

        var again = new Checkpoint(File);
        Train("adam", seed: 1, again);
        Assert.True(again.Resumed);
        System.IO.File.Delete(File);
        Train("adam", seed: 1, again);
        Assert.False(again.Resumed);
    }

    [Fact]
    public void An_epoch_that_was_stopped_is_completed_though_its_validation_was_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var data = Dataset.Create(new float[4], new float[4], 4);
        History Fit(EchoModel<float> model, CancellationToken token, params Callback[] callbacks) => model.Fit(
            data, new SGD(), epochs: 3, validationData: data, verbose: Verbosity.Silent, callbacks: [new Checkpoint(File), .. callbacks], cancellationToken: token);

        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2);
        model.Before = () =>
        {
            if (model.Trained.Count == 2)
                cancellation.Cancel();
        };
        Assert.True(Fit(model, cancellation.Token, new After(2, callback => callback.StopTraining = true)).Cancelled);

        var resumed = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2);
        History history = Fit(resumed, CancellationToken.None);
        Assert.Empty(resumed.Trained);
        Assert.Equal(2, resumed.Inferred.Count);
        Assert.Single(history["val_loss"]);
        Assert.False(history.Cancelled);
    }

    [Fact]
    public void What_callbacks_have_counted_and_put_aside_goes_on()
    {
        // The best epoch is the third, so that the weights at its end come back; the rate falls once; seven epochs are trained.
        double[] course = [5, 4, 2, 3, 3, 3, 3, 3, 3];
        string best = Path.Combine(_folder, "best.safetensors");
        string whole = Train();
        byte[] wholeBest = System.IO.File.ReadAllBytes(best);
        for (int batches = 1; batches < 5 * 7; batches += 2)
        {
            foreach (int every in new[] { 0, 2 })
            {
                System.IO.File.Delete(File);
                System.IO.File.Delete(best);
                Assert.Throws<IOException>(() => Train(new Checkpoint(File, every), new After(batches, _ => throw new IOException())));
                Assert.Equal(whole, Train(new Checkpoint(File, every)));
                Assert.Equal(wholeBest, System.IO.File.ReadAllBytes(best));
            }
        }

        // One that is over restores the best weights once more.
        Assert.Equal(whole, Train(new Checkpoint(File)));

        string Train(params Callback[] others)
        {
            var model = new NoisyModel(seed: 1);
            var optimizer = new Adam(0.01f) { UseEma = true, EmaMomentum = 0.9f };
            var stopping = new EarlyStopping(patience: 4, restoreBestWeights: true);
            History history = model.Fit(
                s_rows.X,
                s_rows.Y,
                optimizer,
                epochs: course.Length,
                validationSplit: 0.2f,
                verbose: Verbosity.Silent,
                callbacks:
                [
                    new LambdaCallback { EpochEnd = (epoch, logs) => logs["val_loss"] = course[epoch] },
                    new SwapEMAWeights(swapOnEpoch: true),
                    stopping,
                    new EarlyStopping("val_accuracy", patience: 100),
                    new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 2),
                    new ModelCheckpoint(best, saveBestOnly: true),
                    .. others,
                ]);
            Assert.Equal((2, 6), (stopping.BestEpoch, stopping.StoppedEpoch));
            Assert.Equal(7, history.Epochs.Count);
            return Bits.Of(model, optimizer, history);
        }
    }

    [Fact]
    public void Callbacks_that_the_file_does_not_know_begin_anew()
    {
        var model = new NoisyModel(seed: 1);
        model.Fit(s_rows.X, s_rows.Y, new Adam(), verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)]);
        var stopping = new EarlyStopping("loss", patience: 9);
        model = new NoisyModel(seed: 1);
        model.Fit(s_rows.X, s_rows.Y, new Adam(), epochs: 2, verbose: Verbosity.Silent, callbacks: [stopping, new Checkpoint(File)]);
        Assert.Equal(1, stopping.BestEpoch);
    }

    [Fact]
    public void Callbacks_of_other_options_begin_anew()
    {
        // Three epochs that become better and better have been counted; then the fourth.
        Assert.Equal(0, BestEpoch(new EarlyStopping("loss", patience: 9), new EarlyStopping("loss", patience: 9)));
        Assert.Equal(3, BestEpoch(new EarlyStopping("loss", patience: 9), new EarlyStopping("accuracy", patience: 9)));
        Assert.Equal(3, BestEpoch(new EarlyStopping("loss", patience: 9), new EarlyStopping("loss", patience: 9, mode: MonitorMode.Max)));
        Assert.Equal(3, BestEpoch(new EarlyStopping("loss", patience: 9), new EarlyStopping("loss", patience: 9, restoreBestWeights: true)));
        Assert.Equal(0, BestEpoch(new EarlyStopping("loss", patience: 9, restoreBestWeights: true), new EarlyStopping("loss", patience: 9)));

        int? BestEpoch(EarlyStopping saved, EarlyStopping resumed)
        {
            System.IO.File.Delete(File);
            double[] losses = [1, 2, 3, 4];
            Callback course = new LambdaCallback { EpochEnd = (epoch, logs) => logs["loss"] = losses[epoch] };
            foreach ((EarlyStopping stopping, int epochs) in new[] { (saved, 3), (resumed, 4) })
            {
                var model = new NoisyModel(seed: 1);
                model.Fit(s_rows.X, s_rows.Y, new Adam(), epochs, verbose: Verbosity.Silent, callbacks: [course, stopping, new Checkpoint(File)]);
            }

            return resumed.BestEpoch;
        }
    }

    [Fact]
    public void A_callback_that_cannot_work_is_refused_before_anything_is_resumed()
    {
        Train("adam", seed: 1, new Checkpoint(File));
        var model = new NoisyModel(seed: 2);
        float[] before = model.Parameters.ToArray();
        Assert.Throws<InvalidOperationException>(
            () => model.Fit(s_rows.X, s_rows.Y, new Adam(0.01f), callbacks: [new EarlyStopping(), new Checkpoint(File)]));
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Equal(2, model.Seed);
    }

    [Fact]
    public void A_training_without_numbers_leaves_the_files_as_they_were()
    {
        string weights = Path.Combine(_folder, "w.safetensors");
        var data = Dataset.Create([1, 2, float.NaN], new float[3], 3);
        var terminating = new TerminateOnNaN();
        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 1);
        Callback[] callbacks = [terminating, new ModelCheckpoint(weights), new Checkpoint(File, everyBatches: 1)];
        model.Fit(data.Slice(0, 2), new SGD(), verbose: Verbosity.Silent, callbacks: callbacks);
        Assert.False(terminating.Terminated);
        byte[] weightsBefore = System.IO.File.ReadAllBytes(weights);
        model.Fit(data.Slice(2, 1), new SGD(), epochs: 3, verbose: Verbosity.Silent, callbacks: callbacks);
        Assert.True(terminating.Terminated);
        Assert.Equal(weightsBefore, System.IO.File.ReadAllBytes(weights));

        // The file is that of the first epoch, which has not ended for good.
        Assert.Equal(2, model.Fit(data.Slice(0, 2), new SGD(), epochs: 2, verbose: Verbosity.Silent, callbacks: callbacks).Epochs.Count);
    }

    [Fact]
    public void The_next_epoch_may_have_other_batches()
    {
        var model = new NoisyModel(seed: 1);
        model.Fit(s_rows.X, s_rows.Y, new Adam(), batchSize: 8, verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)]);
        var adam = new Adam();
        model.Fit(s_rows.X, s_rows.Y, adam, epochs: 2, batchSize: 3, verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)]);
        Assert.Equal(6 + 14, adam.Iterations);
    }

    [Fact]
    public void The_file_serves_as_weights_and_leaves_nothing_beside_it()
    {
        System.IO.File.WriteAllText(File + ".tmp", "What a killed process left.");
        var model = new NoisyModel(seed: 1);
        model.Fit(s_rows.X, s_rows.Y, new Adam(), verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)]);
        var other = new NoisyModel(seed: 2);
        Assert.Empty(other.LoadWeights(File));
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
        Assert.Equal(model.NonTrainableWeights.ToArray(), other.NonTrainableWeights.ToArray());
        Assert.Equal([File], Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Without_checkpoints_a_step_allocates_nothing()
    {
        long few = Allocated(1), many = Allocated(20);
        Assert.InRange(many - few, 0, 19 * 2000);

        static long Allocated(int epochs)
        {
            var model = new NoisyModel(seed: 1);
            var adam = new Adam();
            model.Fit(s_rows.X, s_rows.Y, adam, batchSize: 1, verbose: Verbosity.Silent);
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Fit(s_rows.X, s_rows.Y, adam, epochs, batchSize: 1, verbose: Verbosity.Silent);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static string Train(string optimizer, int seed = 1, params Callback[] callbacks)
        => Train(optimizer, seed, CancellationToken.None, callbacks);

    private static string Train(string optimizer, int seed, CancellationToken cancellation, params Callback[] callbacks)
    {
        var model = new NoisyModel(seed);
        Optimizer made = Makers[optimizer]();
        History history = model.Fit(
            s_rows.X,
            s_rows.Y,
            made,
            Epochs,
            validationSplit: 0.2f,
            verbose: Verbosity.Silent,
            callbacks: [new Halving(made), .. callbacks],
            cancellationToken: cancellation);
        return Bits.Of(model, made, history);
    }

    private static string TrainSequences(params Callback[] callbacks)
    {
        var model = new CarryingModel(seed: 1);
        var adam = new Adam();
        History history = model.Fit(
            s_sequences.X, s_sequences.Y, adam, epochs: 2, verbose: Verbosity.Silent, callbacks: [new ResetStatesEachEpoch(), .. callbacks]);
        return Bits.Of(model, adam, history);
    }
}
