using System.Diagnostics;

namespace RnnGen.Samples;

/// <summary>Runs trainings.</summary>
public static class Trial
{
    /// <summary>Shows the network, trains it with Keras' progress lines, tests it and shows the result.</summary>
    /// <param name="experiment">The network.</param>
    /// <param name="seed">What its weights are drawn from.</param>
    /// <param name="optimizer">A new optimizer.</param>
    /// <param name="train">The rows to train with.</param>
    /// <param name="test">The rows to test with.</param>
    /// <param name="options">How long.</param>
    /// <param name="validationSplit">Share of the rows to train with that is only looked at.</param>
    /// <param name="keepBest">Whether the weights of the epoch with the smallest loss of these rows are kept.</param>
    public static Trial<TInput, TTarget> Run<TInput, TTarget>(
        Experiment<TInput, TTarget> experiment,
        int seed,
        Optimizer optimizer,
        Dataset<TInput, TTarget> train,
        Dataset<TInput, TTarget> test,
        TrainingOptions options,
        float validationSplit = 0,
        bool keepBest = false)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        Terminal.Heading($"{experiment.Title}, seed {seed}");
        Model<TInput, TTarget> model = experiment.Create(seed);
        Terminal.Summary(model);
        Terminal.WriteLine();

        var clock = new EpochClock();
        Evaluation? last = null;
        var beforeAveraging = new LambdaCallback
        {
            EpochEnd = (epoch, _) => last = options.Ema && epoch == options.Epochs - 1 ? model.Evaluate(test) : null,
        };
        Callback[] callbacks = [clock, beforeAveraging];
        if (keepBest)
        {
            Callback[] validatesAverages = options.Ema ? [new SwapEMAWeights(swapOnEpoch: true)] : [];
            callbacks = [.. callbacks, .. validatesAverages, new EarlyStopping(patience: options.Epochs, restoreBestWeights: true)];
        }

        History history = model.Fit(
            train,
            optimizer,
            options.Epochs,
            validationSplit: validationSplit,
            callbacks: callbacks,
            cancellationToken: options.Stop);
        if (history.Cancelled)
            Terminal.WriteLine($"Stopped by Ctrl-C after {history.Epochs.Count} of {options.Epochs} epochs.");

        long start = Stopwatch.GetTimestamp();
        Evaluation result = model.Evaluate(test);
        int steps = (test.Count + model.Description.Batch - 1) / model.Description.Batch;
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
        const string Averaged = "test, averaged weights";
        Terminal.WriteLine($"{(options.Ema && last is null ? Averaged : "test")}: {last ?? result} - {milliseconds:F1}ms/step");
        if (last is not null)
            Terminal.WriteLine($"{Averaged}: {result}");
        return new Trial<TInput, TTarget>(experiment, model, history)
        {
            Test = last ?? result,
            EmaTest = last is null ? null : result,
            EpochSeconds = clock.Seconds,
            StepMilliseconds = [.. clock.Seconds.Select(seconds => 1e3 * seconds / clock.Steps)],
            TestMilliseconds = milliseconds,
        };
    }

    /// <summary>Takes the time of each epoch.</summary>
    private sealed class EpochClock : Callback
    {
        private readonly List<double> _seconds = [];
        private long _start;

        public IReadOnlyList<double> Seconds => _seconds;

        public override void OnEpochBegin(int epoch) => _start = Stopwatch.GetTimestamp();

        public override void OnEpochEnd(int epoch, Logs logs) => _seconds.Add(Stopwatch.GetElapsedTime(_start).TotalSeconds);
    }
}
