using RnnGen.Reports;

namespace RnnGen.Samples;

/// <summary>Trains networks on the same data, one after the other, and puts what comes out side by side.</summary>
public static class Course
{
    /// <summary>Runs it: on the terminal, and on a page with curves.</summary>
    /// <typeparam name="TInput">Type of the input's elements.</typeparam>
    /// <typeparam name="TTarget">Type of the target's elements.</typeparam>
    /// <param name="title">What the page is called.</param>
    /// <param name="experiments">The networks.</param>
    /// <param name="train">The rows to train with.</param>
    /// <param name="test">The rows to test with.</param>
    /// <param name="optimizer">Makes the optimizer of a training.</param>
    /// <param name="options">How long, how often.</param>
    /// <param name="show">Shows what else there is to see, for each network after its last training.</param>
    /// <param name="validationSplit">Share of the rows to train with that is only looked at.</param>
    /// <param name="keepBest">Whether the weights of the epoch with the smallest loss of these rows are kept.</param>
    /// <returns>The trainings, until Ctrl-C.</returns>
    public static IReadOnlyList<Trial<TInput, TTarget>> Run<TInput, TTarget>(
        string title,
        IReadOnlyList<Experiment<TInput, TTarget>> experiments,
        Dataset<TInput, TTarget> train,
        Dataset<TInput, TTarget> test,
        Func<Optimizer> optimizer,
        TrainingOptions options,
        Action<Trial<TInput, TTarget>, Report> show,
        float validationSplit = 0,
        bool keepBest = false)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        Terminal.WriteLine($"{train.Count:N0} rows to train with, {test.Count:N0} to test with");
        var page = new Report(title);
        var trials = new List<Trial<TInput, TTarget>>();
        foreach (Experiment<TInput, TTarget> experiment in experiments)
        {
            foreach (int seed in options.Seeds.TakeWhile(_ => !options.Stop.IsCancellationRequested))
                trials.Add(Trial.Run(experiment, seed, optimizer(), train, test, options, validationSplit, keepBest));

            if (trials.LastOrDefault() is { } last && last.Experiment == experiment)
            {
                page.AddPreformatted(experiment.Title, last.Model.Description.Summary)
                    .AddFacts(("test accuracy", $"{last.Test["accuracy"]:P2}"), ("test loss", $"{last.Test.Loss:F4}"));
                if (last.EmaTest is { } averaged)
                {
                    page.AddFacts(("with averaged weights", $"{averaged["accuracy"]:P2}"), ("test loss", $"{averaged.Loss:F4}"))
                        .AddText("What the network makes of the test data is shown with averaged weights.");
                }

                page.AddCurves(last.History);
                Terminal.WriteLine();
                show(last, page);
            }
        }

        if (trials.Count > 1)
            Comparison.Of(trials).Show();
        page.AddText(Machine.Description).Save(options.Report);
        Terminal.WriteLine();
        Terminal.WriteLine($"Curves and more: {options.Report}");
        return trials;
    }
}
