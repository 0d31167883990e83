using RnnGen;
using RnnGen.Samples;
using Spectre.Console;

namespace Nabiya;

/// <summary>All that is shown: in colour and moving on a terminal, plain lines when the output is redirected.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console = Terminal.Screen;

    private bool IsLive => _console.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Runs a training and shows its progress: one line that moves, or ten lines in all.</summary>
    /// <param name="epochs">Number of epochs it is to take.</param>
    /// <param name="train">Trains; is given the callback that shows the progress.</param>
    public History ShowTraining(int epochs, Func<Callback, History> train)
    {
        _console.WriteLine();
        History history = IsLive ? TrainWithBar(epochs, train) : TrainWithLines(epochs, train);

        int done = history.Epochs.Count;
        string time = Seconds(history.TrainingTime);
        _console.MarkupLine(history.Cancelled
            ? $"[yellow]Stopped by Ctrl-C after {done} of {epochs} epochs, {time}.[/] Below is what it can do by now."
            : $"Trained for {done} epochs in {time}.");
        return history;
    }

    /// <summary>A prediction below the true song, phrase by phrase, with the wrong notes marked.</summary>
    public void ShowPrediction(string title, int[] predicted)
    {
        _console.WriteLine();
        string right = $"{Song.CountRight(predicted)} of {Song.Labels.Length} notes right, {Percent(predicted)}";
        _console.MarkupLine($"[bold]{title}[/]: {right}");

        int first = 0;
        foreach (int length in Song.Phrases)
        {
            ShowRow("song", i => Song.Name(Song.Notes[i]));
            ShowRow("predicted", i => IsGiven(i) ? "[dim]··[/]" : $"[{Colour(i)}]{Song.Name(predicted[i])}[/]");
            ShowRow("", i => IsWrong(i) ? "[red]^^[/]" : "  ");
            first += length;

            void ShowRow(string name, Func<int, string> cell)
            {
                string cells = string.Join(' ', Enumerable.Range(first, length).Select(cell));
                _console.MarkupLine($"  {name,-9}  {cells}".TrimEnd());
            }
        }

        bool IsGiven(int i) => i < Song.Window;
        bool IsWrong(int i) => predicted[i] != Song.Notes[i];
        string Colour(int i) => IsWrong(i) ? "red" : "green";
    }

    /// <summary>All experiments side by side.</summary>
    public void ShowComparison(IReadOnlyList<Result> results)
    {
        Terminal.Heading(Song.Title);
        Table table = Terminal.NewTable("Network", "Weights", "Epochs", "Time", "One step", "Full song");
        foreach (Result result in results)
        {
            table.AddRow(
                result.Experiment.Title,
                $"{result.Parameters:N0}",
                $"{result.History.Epochs.Count}{(result.History.Cancelled ? ", stopped" : "")}",
                Seconds(result.History.TrainingTime),
                Percent(result.OneStep),
                Percent(result.FullSong));
        }

        _console.Write(table);
        double knowable = (double)Song.PredictableFromWindow / Song.Labels.Length;
        _console.WriteLine(
            $"From four notes alone, at most {knowable:P0} of the next notes can be told; the rest takes memory.");
    }

    private History TrainWithBar(int epochs, Func<Callback, History> train)
        => _console.Progress()
            .Columns(new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(progress =>
            {
                ProgressTask bar = progress.AddTask("training", maxValue: epochs);
                return train(new TrainingProgress((done, line) =>
                {
                    bar.Description = line;
                    bar.Value = done;
                }));
            });

    private History TrainWithLines(int epochs, Func<Callback, History> train)
    {
        int interval = Math.Max(1, epochs / 10);
        return train(new TrainingProgress((done, line) =>
        {
            if (done % interval == 0 || done == epochs)
                _console.WriteLine(line);
        }));
    }

    private static string Percent(int[] predicted) => $"{(double)Song.CountRight(predicted) / Song.Labels.Length:P0}";

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:F1} s";
}
