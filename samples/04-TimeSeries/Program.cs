using RnnGen;
using RnnGen.Reports;
using RnnGen.Samples;
using Waves;

const string Help =
    """
    Trains the lecture's SimpleRNN(200) to continue waves; each batch is new, made by a generator.

    Usage: dotnet run -c Release --project samples/04-TimeSeries -- [options]

      --epochs <n>      epochs of 20 batches, 1 or more (default: 10)
      --seed <n>        a whole number that weights and series are drawn from (default: 1)
      --report <file>   the page with the predictions (default: report.html beside the program)
      --help, -h        this text

    Ctrl-C ends the training; what has been learned by then is shown, and the exit code is 130.
    Pressed again, it ends the program at once.
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    int epochs = commandLine.Number("--epochs", least: 1) ?? 10;
    int seed = commandLine.Number("--seed") ?? 1;
    string report = Sample.ReadReport(commandLine);
    commandLine.End();

    Terminal.Heading("Training");
    var model = new NextValue(seed);
    Terminal.Summary(model);
    Terminal.WriteLine();

    // train_gen = timeseries_generator(n_steps, batch_size)
    // hist = model.fit_generator(train_gen, steps_per_epoch=20, epochs=10)
    IEnumerable<(float[] X, float[] Y)> batches = new Series(seed).Batches(NextValue.Batch);
    History history = model.Fit(batches, new Adam(), stepsPerEpoch: 20, epochs, cancellationToken: stop);

    var unseen = new Series(seed + 1);
    string errors = MeasureErrors(model, unseen);
    Terminal.Heading("Series that it has not seen");
    Terminal.WriteLine(errors);

    Report page = new Report("The next value of a series").AddText(errors).AddCurves(history);
    for (int i = 1; i <= 3; i++)
        ShowPrediction($"Series {i}", model, unseen.Generate(3 * Series.Steps), page);
    page.Save(report);
    Terminal.WriteLine($"Curves: {report}");
});

// Mean squared errors on a thousand new series.
static string MeasureErrors(NextValue model, Series series)
{
    (float[] x, float[] y) = series.Batches(1000).First();
    double repeated = y.Select((next, i) => Math.Pow(next - x[(i * Series.Steps) + Series.Steps - 1], 2)).Average();
    return $"""
        mean squared error of 1,000 predictions  {model.Evaluate(x, y).Loss:F4}
        … of repeating the last value            {repeated:F4}
        … of knowing all but the noise           {Series.NoiseVariance:F4}
        """;
}

// Each value from the 51st on, predicted from the 50 before it.
static void ShowPrediction(string title, NextValue model, float[] values, Report page)
{
    int count = values.Length - Series.Steps;
    float[] windows = [.. Enumerable.Range(0, count).SelectMany(first => values[first..(first + Series.Steps)])];
    ChartLine[] lines =
    [
        new("series", values.AsSpan()),
        new("predicted", model.Predict(windows)) { FirstStep = Series.Steps },
    ];
    Terminal.Heading(title);
    Terminal.WriteLine(Sketch.Lines(lines, columns: 90, rows: 10));
    page.AddLines(title, lines);
}
