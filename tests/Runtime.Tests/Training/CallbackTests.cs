using System.Numerics.Tensors;

namespace RnnGen.Runtime.Tests;

public class CallbackTests
{
    [Fact]
    public void Callbacks_hear_everything_in_order()
    {
        var recorder = new Recorder();
        FitTests.Fit(
            FitTests.Echo(batch: 2),
            rows: 4,
            epochs: 2,
            shuffle: false,
            validationData: Dataset.Create<float, float>([7], [0], 1),
            callbacks: [recorder]);

        string[] Epoch(int epoch) =>
        [
            $"epoch {epoch} begin", "batch 0 loss=0.5", "batch 1 loss=1.5", $"epoch {epoch} end loss=1.5 val_loss=7",
        ];
        Assert.Equal(["train begin 2x2", .. Epoch(0), .. Epoch(1), "train end"], recorder.Events);
    }

    [Fact]
    public void Stopping_completes_the_epoch_at_the_current_batch()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder((callback, epoch, batch) => callback.StopTraining = epoch == 1 && batch == 0);
        History history = FitFiveEpochs(model, recorder);

        Assert.Equal(4, model.Trained.Count);
        Assert.Equal([0, 1], history.Epochs);
        Assert.Equal([2.5, 0.5], history["loss"]);
        Assert.Equal([7.0, 7.0], history["val_loss"]);
        Assert.False(history.Cancelled);
        Assert.Equal("train end", recorder.Events[^1]);
    }

    [Fact]
    public void An_epoch_that_is_stopped_as_it_begins_has_one_batch()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder();
        History history = FitFiveEpochs(model, new StopsAtEpoch(1), recorder);

        Assert.Equal(4, model.Trained.Count);
        Assert.Equal([0, 1], history.Epochs);
        Assert.Equal([2.5, 0.5], history["loss"]);
        Assert.Equal([7.0, 7.0], history["val_loss"]);
        Assert.Equal(["epoch 1 begin", "batch 0 loss=0.5", "epoch 1 end loss=0.5 val_loss=7", "train end"], recorder.Events[^4..]);
    }

    [Fact]
    public void Callbacks_may_change_weights_and_other_threads_may_not()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var optimizer = new SGD(1);
        (string Name, Action Call)[] calls =
        [
            ("Echo.SetWeights", () => model.SetWeights([9f])),
            ("Echo.SetWeights", () => model.SetWeights([Tensor.Create<float>([9], [1])])),
            ("Echo.GetWeights", () => model.GetWeights()),
            ("SGD.Apply", () => optimizer.Apply(model)),
        ];
        var recorder = new Recorder((_, _, _) =>
        {
            model.SetWeights([2f + model.GetWeights()[0][0]]);
            foreach ((string name, Action call) in calls)
            {
                Exception? refused = null;
                var thread = new Thread(() => refused = Record.Exception(call));
                thread.Start();
                thread.Join();
                Assert.StartsWith(
                    $"{name}: another thread is using this Echo.",
                    Assert.IsType<InvalidOperationException>(refused).Message,
                    StringComparison.Ordinal);
            }
        });
        FitTests.Fit(model, rows: 4, epochs: 1, optimizer: optimizer, callbacks: [recorder]);

        // Two steps of −1, and twice +2.
        Assert.Equal(2, model.Weight);
        Assert.Equal(2, optimizer.Iterations);
    }

    [Fact]
    public void A_stop_does_not_outlast_its_fit()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var optimizer = new SGD(1);
        var recorder = new Recorder((callback, _, _) => callback.StopTraining = true);
        FitTests.Fit(model, rows: 4, epochs: 3, optimizer: optimizer, callbacks: [recorder]);
        Assert.Single(model.Trained);

        FitTests.Fit(model, rows: 4, epochs: 3, optimizer: optimizer);
        Assert.Equal(7, model.Trained.Count);
    }

    [Fact]
    public void Cancelling_ends_after_the_current_batch_with_the_completed_epochs()
    {
        using var source = new CancellationTokenSource();
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder((_, epoch, batch) =>
        {
            if (epoch == 1 && batch == 1)
                source.Cancel();
        });
        History history = FitTests.Fit(
            model, rows: 6, epochs: 5, shuffle: false, callbacks: [recorder], cancellationToken: source.Token);

        Assert.True(history.Cancelled);
        Assert.Equal([0], history.Epochs);
        Assert.Equal(5, model.Trained.Count);
        Assert.Equal(-5, model.Weight);
        Assert.Equal(["batch 1 loss=1.5", "train end"], recorder.Events[^2..]);
    }

    [Fact]
    public void Cancelling_with_the_last_batch_keeps_the_epoch()
    {
        using var source = new CancellationTokenSource();
        var recorder = new Recorder((_, _, batch) =>
        {
            if (batch == 2)
                source.Cancel();
        });
        History history = FitTests.Fit(
            FitTests.Echo(batch: 2), rows: 6, epochs: 5, callbacks: [recorder], cancellationToken: source.Token);
        Assert.True(history.Cancelled);
        Assert.Equal([0], history.Epochs);

        History complete = FitTests.Fit(
            FitTests.Echo(batch: 2), rows: 6, epochs: 1, callbacks: [new Recorder((_, _, _) => source.Cancel())]);
        Assert.False(complete.Cancelled);
    }

    [Fact]
    public void Cancelling_during_validation_leaves_the_epoch_out()
    {
        using var source = new CancellationTokenSource();
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder((_, _, batch) =>
        {
            if (batch == 2)
                source.Cancel();
        });
        History history = FitTests.Fit(
            model,
            rows: 6,
            validationData: Dataset.Create(new float[8], new float[8], 8),
            callbacks: [recorder],
            cancellationToken: source.Token);

        Assert.True(history.Cancelled);
        Assert.Empty(history.Epochs);
        Assert.Empty(model.Inferred);
    }

    [Fact]
    public void A_token_cancelled_before_trains_nothing()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder();
        History history = FitTests.Fit(model, rows: 6, callbacks: [recorder], cancellationToken: new CancellationToken(canceled: true));

        Assert.True(history.Cancelled);
        Assert.Empty(model.Trained);
        Assert.Empty(history.Keys);
        Assert.Equal(["train begin 1x3", "train end"], recorder.Events);
    }

    [Fact]
    public void What_a_callback_adds_to_the_logs_is_in_the_history()
    {
        History history = FitTests.Fit(
            FitTests.Echo(batch: 2), rows: 2, epochs: 2, callbacks: [new RateLogger(), new Recorder()]);

        Assert.Equal(["loss", "learning_rate"], history.Keys);
        Assert.Equal([0.5, 0.5], history["learning_rate"]);
    }

    [Fact]
    public void A_schedule_sets_the_learning_rate_of_each_epoch()
    {
        // Each step subtracts the learning rate.
        EchoModel<float> model = FitTests.Echo(batch: 2);
        History history = FitTests.Fit(
            model, rows: 4, epochs: 3, optimizer: new SGD(8), callbacks: [new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2)]);
        Assert.Equal([8, 4, 2], history["learning_rate"]);
        Assert.Equal(-2 * (8 + 4 + 2), model.Weight);

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => FitTests.Fit(FitTests.Echo(batch: 2), rows: 4, callbacks: [new LearningRateScheduler((_, _) => -1)]));
        Assert.StartsWith("LearningRate is -1; it must be finite and not negative.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_loss_that_is_no_number_ends_training(float value)
    {
        EchoModel<float> model = FitTests.Echo(batch: 1);
        History history = model.Fit(
            [1, 2, value, 4, 5], new float[5], new SGD(), epochs: 3, shuffle: false, verbose: Verbosity.Silent, callbacks: [new TerminateOnNaN()]);
        Assert.Equal(3, model.Trained.Count);
        Assert.Equal([0], history.Epochs);
    }

    [Fact]
    public void Delegates_hear_what_callbacks_hear()
    {
        var events = new List<string>();
        var recorder = new Recorder();
        var callback = new LambdaCallback
        {
            TrainBegin = () => events.Add("train begin 2x2"),
            EpochBegin = epoch => events.Add($"epoch {epoch} begin"),
            BatchEnd = (batch, logs) => events.Add(FormattableString.Invariant($"batch {batch} loss={logs["loss"]}")),
            EpochEnd = (epoch, logs) => events.Add(FormattableString.Invariant($"epoch {epoch} end loss={logs["loss"]}")),
            TrainEnd = () => events.Add("train end"),
        };
        FitTests.Fit(FitTests.Echo(batch: 2), rows: 4, epochs: 2, callbacks: [callback, recorder, new LambdaCallback()]);
        Assert.Equal(recorder.Events, events);
    }

    [Fact]
    public void A_callback_serves_one_training_at_a_time()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder();
        string message = Assert.Throws<ArgumentException>(() => FitTests.Fit(model, rows: 2, callbacks: [recorder, new Recorder(), recorder])).Message;
        Assert.StartsWith("Echo.Fit: callback 2 is the same Recorder as callback 0.", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>(() => FitTests.Fit(model, rows: 2, callbacks: [recorder, null!])).Message;
        Assert.StartsWith("Echo.Fit: callback 1 is null.", message, StringComparison.Ordinal);

        Recorder inner = null!;
        inner = new Recorder((_, _, _) => FitTests.Fit(FitTests.Echo(batch: 2), rows: 2, callbacks: [inner]));
        var error = Assert.Throws<InvalidOperationException>(() => FitTests.Fit(model, rows: 2, callbacks: [inner]));
        Assert.Equal("This Recorder is in use by another Fit: Echo.Fit. Make a new one for each.", error.Message);

        // It is free again, though its training has failed.
        inner = new Recorder();
        Assert.Throws<IOException>(() => FitTests.Fit(model, rows: 2, callbacks: [inner, new Recorder((_, _, _) => throw new IOException())]));
        FitTests.Fit(model, rows: 2, callbacks: [inner]);
    }

    [Fact]
    public void Validation_is_announced()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var watcher = new TestWatcher(model);
        FitTests.Fit(model, rows: 2, epochs: 2, validationData: Dataset.Create<float, float>([7], [0], 1), callbacks: [watcher]);
        Assert.Equal([0, 1, 1, 2], watcher.Inferred);
        watcher.Inferred.Clear();
        FitTests.Fit(model, rows: 2, callbacks: [watcher]);
        Assert.Empty(watcher.Inferred);
    }

    [Fact]
    public void Logs_say_what_they_hold()
    {
        var logs = new Logs();
        var error = Assert.Throws<KeyNotFoundException>(() => logs["loss"]);
        Assert.Equal("There is no \"loss\"; there is: nothing yet.", error.Message);

        logs["loss"] = 0.5;
        Assert.Equal([true, false], new[] { "loss", "accuracy" }.Select(logs.ContainsKey));
    }

    [Fact]
    public void Callbacks_know_the_model_and_the_optimizer()
    {
        EchoModel<float> model = FitTests.Echo(batch: 2);
        var recorder = new Recorder();
        var error = Assert.Throws<InvalidOperationException>(() => recorder.Model);
        Assert.Equal("Recorder is not in use: pass it to Fit first.", error.Message);

        var optimizer = new SGD();
        FitTests.Fit(model, rows: 2, optimizer: optimizer, callbacks: [recorder]);
        Assert.Same(model, recorder.Model);
        Assert.Same(optimizer, recorder.Optimizer);
    }

    [Fact]
    public void States_are_reset_before_each_epoch_and_after_training()
    {
        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2, stateful: true);
        model.Predict([100, 100]);
        var states = new List<float>();
        var watcher = new Recorder((_, _, _) => states.Add(model.StatesNow[0]));
        FitTests.Fit(model, rows: 4, epochs: 2, callbacks: [new ResetStatesEachEpoch(), watcher]);

        // Row 0 of the batches reads 0 and 2.
        Assert.Equal([0, 2, 0, 2], states);
        Assert.Equal(0, model.StatesNow[0]);

        states.Clear();
        FitTests.Fit(model, rows: 4, epochs: 2, optimizer: new SGD(1), callbacks: [watcher]);
        Assert.Equal([0, 2, 2, 4], states);
    }

    /// <summary>Three batches an epoch, in their order, and a validation.</summary>
    private static History FitFiveEpochs(EchoModel<float> model, params Callback[] callbacks) => FitTests.Fit(
        model, rows: 6, epochs: 5, shuffle: false, validationData: Dataset.Create<float, float>([7], [0], 1), callbacks: callbacks);

    private sealed class StopsAtEpoch(int last) : Callback
    {
        public override void OnEpochBegin(int epoch) => StopTraining = epoch == last;
    }

    /// <summary>How many batches had been evaluated when a validation began and ended.</summary>
    private sealed class TestWatcher(EchoModel<float> model) : Callback
    {
        public List<int> Inferred { get; } = [];

        public override void OnTestBegin() => Inferred.Add(model.Inferred.Count);

        public override void OnTestEnd() => Inferred.Add(model.Inferred.Count);
    }

    private sealed class RateLogger : Callback
    {
        public override void OnEpochEnd(int epoch, Logs logs) => logs["learning_rate"] = 0.5;
    }
}
