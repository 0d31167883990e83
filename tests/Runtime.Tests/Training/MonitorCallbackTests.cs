using RnnGen.Tests;

namespace RnnGen.Runtime.Tests;

/// <summary>Callbacks that watch a number of the history, which the tests choose.</summary>
public sealed class MonitorCallbackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;

    public static TheoryData<double[], int, double, int?, int> Courses => new()
    {
        // The course of val_loss, patience, minDelta; the last epoch trained (null: all) and the best one.
        { [5, 4, 3, 2, 1], 0, 0, null, 4 },
        { [5, 4, 4, 3, 1], 0, 0, 2, 1 },
        { [5, 4, 4, 3, 1], 1, 0, 2, 1 },
        { [5, 4, 4, 3, 1], 2, 0, null, 4 },
        { [5, 6, 4, 5, 6, 4, 3], 3, 0, 5, 2 },
        { [5, 5, 5], 0, 0, 1, 0 },
        { [5, 4.9, 4.8, 4.7], 2, 0.15, null, 2 },
        { [5, 4.9, 4.8, 4.7], 2, 0.5, 2, 0 },
        { [double.NaN, 5, 4, double.NaN, double.NaN], 2, 0, 4, 2 },
        { [double.NaN, double.NaN, 3], 2, 0, 1, 0 },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Courses))]
    public void Training_ends_when_nothing_has_become_better(double[] course, int patience, double minDelta, int? last, int best)
    {
        foreach (bool larger in new[] { false, true })
        {
            var stopping = new EarlyStopping(
                minDelta: minDelta, patience: patience, mode: larger ? MonitorMode.Max : MonitorMode.Auto, restoreBestWeights: true);
            EchoModel<float> model = FitTests.Echo(batch: 2);
            History history = Fit(model, larger ? [.. course.Select(value => -value)] : course, stopping);
            Assert.Equal((last ?? course.Length - 1) + 1, history.Epochs.Count);
            Assert.Equal(last, stopping.StoppedEpoch);
            Assert.Equal(best, stopping.BestEpoch);

            // An epoch has one step of −1.
            Assert.Equal(-1 - best, model.Weight);
        }
    }

    [Fact]
    public void Without_restoring_the_last_weights_stay()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        Fit(model, [5, 6, 7], new EarlyStopping(patience: 2));
        Assert.Equal(-3, model.Weight);
    }

    [Fact]
    public void A_baseline_must_be_reached_and_epochs_can_be_passed_over()
    {
        // Epochs that are better, but not below 2, count; only one that is not better ends the training.
        Assert.Null(StoppedEpoch(new EarlyStopping(patience: 3, baseline: 2), [9, 8, 7, 6]));
        Assert.Equal(3, StoppedEpoch(new EarlyStopping(patience: 3, baseline: 2), [9, 8, 7, 7, 6]));
        Assert.Null(StoppedEpoch(new EarlyStopping(patience: 3), [9, 8, 7, 7, 6]));
        Assert.Null(StoppedEpoch(new EarlyStopping(patience: 3, baseline: 2), [9, 8, 1.5, 1.6, 1.7]));
        Assert.Equal(1, StoppedEpoch(new EarlyStopping(), [1, 2, 3]));
        Assert.Equal(3, StoppedEpoch(new EarlyStopping(startFromEpoch: 2), [1, 2, 3, 4]));
        Assert.Equal(3, StoppedEpoch(new EarlyStopping("loss", patience: 3), [1, 2, 3, 4, 5]));

        // The training loss of these rows is always the same.
        int? StoppedEpoch(EarlyStopping stopping, double[] course)
        {
            Fit(FitTests.Echo(batch: 2), course, stopping);
            return stopping.StoppedEpoch;
        }
    }

    [Fact]
    public void A_callback_can_be_used_again()
    {
        var stopping = new EarlyStopping(patience: 1, restoreBestWeights: true);
        var reducing = new ReduceLROnPlateau(patience: 2);
        var cooling = new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 9, monitor: "loss");
        for (int time = 0; time < 2; time++)
        {
            EchoModel<float> model = FitTests.Echo(batch: 2);
            History history = Fit(model, [3, 2, 4, 4], stopping, reducing, cooling);
            Assert.Equal(3, history.Epochs.Count);
            Assert.Equal(-2, model.Weight);
            Assert.Equal([1, 1, 0.5], history["learning_rate"]);
        }
    }

    [Fact]
    public void The_learning_rate_falls_when_nothing_becomes_better()
    {
        double[] Rates(double[] course, ReduceLROnPlateau callback)
            => [.. Fit(FitTests.Echo(batch: 2), course, callback)["learning_rate"]];

        // It is recorded before it changes.
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.25], Rates([5, 5, 5, 5, 5, 5], new ReduceLROnPlateau(factor: 0.5, patience: 2)));
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], Rates([5, 5, 4, 4, 4], new ReduceLROnPlateau(factor: 0.5, patience: 1)));
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.25], Rates([5, 5, 5, 5, 5, 5], new ReduceLROnPlateau(factor: 0.5, patience: 1, cooldown: 2)));
        Assert.Equal([1, 1, 0.5, 0.375, 0.375], Rates([5, 5, 5, 5, 5], new ReduceLROnPlateau(factor: 0.5, patience: 1, minLearningRate: 0.375f)));
        Assert.Equal([1, 1, 0.5], Rates([5, 4.99995, 4.9999], new ReduceLROnPlateau(factor: 0.5, patience: 1)));
        Assert.Equal([1, 1, 1], Rates([5, 4.99995, 4.9999], new ReduceLROnPlateau(factor: 0.5, patience: 1, minDelta: 0)));
        Assert.Equal([1, 1, 0.5], Rates([5, 4, 3], new ReduceLROnPlateau(factor: 0.5, patience: 1, mode: MonitorMode.Max)));
    }

    [Fact]
    public void Weights_are_saved_after_each_epoch_or_the_best()
    {
        string best = Path.Combine(_folder, "best.safetensors");
        EchoModel<float> model = FitTests.Echo(batch: 2);
        Fit(model, [5, 3, 4, 3], new ModelCheckpoint(best, saveBestOnly: true));
        Assert.Equal(-2, Loaded(best));

        Fit(FitTests.Echo(batch: 2), [5, 3, 4], new ModelCheckpoint(Path.Combine(_folder, "w-{epoch:00}-{val_loss:F1}.safetensors")));
        Assert.Equal(
            ["best.safetensors", "w-01-5.0.safetensors", "w-02-3.0.safetensors", "w-03-4.0.safetensors"],
            Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal(-3, Loaded(Path.Combine(_folder, "w-03-4.0.safetensors")));

        string none = Path.Combine(_folder, "none.safetensors");
        Fit(FitTests.Echo(batch: 2), [5, 3, 4], new ModelCheckpoint(none, saveBestOnly: true, initialValueThreshold: 3));
        Assert.False(File.Exists(none));

        float Loaded(string file)
        {
            EchoModel<float> loaded = FitTests.Echo(batch: 2);
            loaded.LoadWeights(file);
            return loaded.Weight;
        }
    }

    [Fact]
    public void Names_and_numbers_are_checked()
    {
        string error = Assert.Throws<ArgumentException>(() => new EarlyStopping("val_los")).Message;
        Assert.StartsWith(
            "EarlyStopping monitors \"val_los\", of which it is not known whether less or more of it is better. Fit records loss, accuracy, "
            + "val_loss and val_accuracy; for a name that a callback of yours adds, set mode to Min or Max.",
            error,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(startFromEpoch: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(minDelta: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(mode: (MonitorMode)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(factor: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(cooldown: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLROnPlateau(minLearningRate: float.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new ModelCheckpoint(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelCheckpoint("w", initialValueThreshold: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(baseline: double.NaN));
    }

    [Fact]
    public void What_is_not_recorded_is_said_before_training()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        const string Passing = "Pass validationData or validationSplit to Fit, or take loss.";
        Assert.Equal($"EarlyStopping monitors val_loss, which this Fit does not record. {Passing}", Refused(new EarlyStopping()));
        Assert.Equal(
            $"ReduceLROnPlateau monitors val_loss, which this Fit does not record. {Passing}", Refused(new ReduceLROnPlateau(mode: MonitorMode.Min)));
        Assert.Equal(
            "ModelCheckpoint monitors val_accuracy, which this Fit does not record. It records loss.",
            Refused(new ModelCheckpoint("w.safetensors", "val_accuracy", saveBestOnly: true)));
        Assert.Equal(
            $"ModelCheckpoint: {{val_loss}} in \"w-{{val_loss}}\" is not recorded by this Fit. {Passing}", Refused(new ModelCheckpoint("w-{val_loss}")));
        Assert.Empty(model.Trained);

        string Refused(Callback callback)
            => Assert.Throws<InvalidOperationException>(() => FitTests.Fit(model, rows: 2, callbacks: [callback])).Message;
    }

    [Fact]
    public void A_name_of_the_callers_own_is_looked_for_after_the_first_epoch()
    {
        Assert.Equal(
            "EarlyStopping monitors score, which is not recorded; there is loss.",
            Missing(new EarlyStopping("score", mode: MonitorMode.Max, startFromEpoch: 5)));
        Assert.Equal(
            "{score:F1} in \"w-{score:F1}\" is not recorded; there is epoch, loss.", Missing(new ModelCheckpoint("w-{score:F1}")));

        static string Missing(Callback callback) => Assert.Throws<KeyNotFoundException>(
            () => FitTests.Fit(FitTests.Echo(batch: 2), rows: 2, epochs: 9, callbacks: [callback])).Message;
    }

    [Theory]
    [InlineData("w-{epoch:02d}", "{epoch:02d}")]
    [InlineData("w-{val_loss:.2f}", "{val_loss:.2f}")]
    [InlineData("w-{val_loss:8.2f}", "{val_loss:8.2f}")]
    [InlineData("w-{epoch:Q}", "{epoch:Q}")]
    public void Formats_that_are_not_dotnets_are_refused(string path, string place)
    {
        string message = Assert.Throws<ArgumentException>(() => new ModelCheckpoint(path)).Message;
        Assert.StartsWith($"{place} in \"{path}\" has no format of .NET: write {{epoch:00}} or {{val_loss:F3}}.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w-{epoch")]
    [InlineData("w-epoch}")]
    [InlineData("w-{my score}")]
    [InlineData("w-{}")]
    public void Braces_without_a_name_are_refused(string path) => Assert.StartsWith(
        $"\"{path}\" has a brace that belongs to no name: write {{epoch:00}} or {{val_loss:F3}}.",
        Assert.Throws<ArgumentException>(() => new ModelCheckpoint(path)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_place_where_no_file_can_be_is_found_before_training()
    {
        Assert.StartsWith(
            "SaveWeights: 'w.h5' ends as a file of another format does",
            Assert.Throws<ArgumentException>(() => new ModelCheckpoint("w.h5")).Message,
            StringComparison.Ordinal);
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var error = Assert.Throws<IOException>(() => FitTests.Fit(model, rows: 2, callbacks: [new ModelCheckpoint(_folder)]));
        Assert.Equal($"ModelCheckpoint: \"{_folder}\" is a folder, where a file is wanted.", error.Message);
        Assert.Empty(model.Trained);
    }

    [Fact]
    public void Folders_are_made()
    {
        string weights = Path.Combine(_folder, "a", "{epoch}", "w.safetensors"), training = Path.Combine(_folder, "b", "c", "run.ckpt");
        FitTests.Fit(FitTests.Echo(batch: 2), rows: 2, epochs: 2, callbacks: [new ModelCheckpoint(weights), new Checkpoint(training)]);
        Assert.True(File.Exists(Path.Combine(_folder, "a", "2", "w.safetensors")));
        Assert.True(File.Exists(training));
    }

    [Fact]
    public void The_best_of_several_trainings_stays()
    {
        string best = Path.Combine(_folder, "best.safetensors");
        var saving = new ModelCheckpoint(best, saveBestOnly: true);
        Fit(FitTests.Echo(batch: 2), [5, 3], saving);
        byte[] first = File.ReadAllBytes(best);
        Fit(FitTests.Echo(batch: 2), [9, 8, 4, 7], saving);
        Assert.Equal(first, File.ReadAllBytes(best));
        Assert.Equal(3, saving.Best);
    }

    [Fact]
    public void Every_epoch_can_be_saved_without_validation()
    {
        string file = Path.Combine(_folder, "w.safetensors");
        var saving = new ModelCheckpoint(file);
        FitTests.Fit(FitTests.Echo(batch: 2), rows: 2, callbacks: [saving]);
        Assert.True(File.Exists(file));
        Assert.Equal(double.PositiveInfinity, saving.Best);
    }

    [Fact]
    public void Statistics_that_are_not_trained_are_restored_too()
    {
        (float[] x, int[] y) = Checkpoints.Trainings.Rows(16);
        var model = new NoisyModel(seed: 1);
        Assert.False(model.NonTrainableWeights.IsEmpty);
        var statistics = new List<float[]>();
        double[] course = [5, 3, 4, 4];
        model.Fit(
            x,
            y,
            new Adam(),
            epochs: 4,
            verbose: Verbosity.Silent,
            callbacks:
            [
                new LambdaCallback
                {
                    EpochEnd = (epoch, logs) =>
                    {
                        logs["course"] = course[epoch];
                        statistics.Add(model.NonTrainableWeights.ToArray());
                    },
                },
                new EarlyStopping("course", patience: 9, mode: MonitorMode.Min, restoreBestWeights: true),
            ]);
        Assert.Equal(statistics[1], model.NonTrainableWeights.ToArray());
        Assert.NotEqual(statistics[1], statistics[3]);
    }

    /// <summary>Trains an epoch of one step for each value, which becomes that epoch's val_loss.</summary>
    private static History Fit(EchoModel<float> model, double[] course, params Callback[] callbacks) => FitTests.Fit(
        model,
        rows: 2,
        epochs: course.Length,
        validationData: Dataset.Create<float, float>([7], [0], 1),
        callbacks: [new LambdaCallback { EpochEnd = (epoch, logs) => logs["val_loss"] = course[epoch] }, .. callbacks]);
}
