using System.Text;
using Spectre.Console;

namespace RnnGen.Samples;

/// <summary>Trainings side by side, and beside what the lecture prints: a row for each network.</summary>
public sealed class Comparison
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly IReadOnlyList<Column> _columns;

    private Comparison(IReadOnlyList<Row> rows)
    {
        _rows = rows;
        bool several = rows.Any(row => row.Accuracies.Length > 1);
        bool lecture = rows.Any(row => row.Lecture is not null), averaged = rows.Any(row => row.Averaged.Length > 0);
        _columns =
        [
            .. AllColumns.Where(
                column => (several || !column.OfSeveral) && (lecture || !column.OfLecture) && (averaged || !column.OfAverages)),
        ];
    }

    /// <summary>The columns in their order.</summary>
    private static IEnumerable<Column> AllColumns =>
    [
        new("Network", row => row.Title),
        new("Parameters", row => $"{row.Parameters:N0}"),
        new("Accuracy", row => $"{Median(row.Accuracies):P2}"),
        new("least to most", row => Range(row.Accuracies), OfSeveral: true, OnPageOnly: true),
        new("Averaged", row => row.Averaged.Length > 0 ? $"{Median(row.Averaged):P2}" : "", OfAverages: true),
        new("least to most", row => Range(row.Averaged), OfSeveral: true, OfAverages: true, OnPageOnly: true),
        new("Lecture", row => $"{row.Lecture?.Accuracy:P2}", OfLecture: true),
        new("s/epoch", row => Time(row.EpochSeconds, 1)),
        new("Lecture", row => $"{row.Lecture?.EpochSeconds:F0}", OfLecture: true, OnPageOnly: true),
        new("ms/step", row => Time(row.StepMilliseconds, 2)),
        new("Lecture", row => $"{row.Lecture?.StepMilliseconds:F0}", OfLecture: true),
        new("Faster", Faster, OfLecture: true),
    ];

    /// <summary>Compares.</summary>
    /// <param name="trials">The trainings; those of one network with several seeds become a row: the median of their accuracies.</param>
    public static Comparison Of<TInput, TTarget>(IEnumerable<Trial<TInput, TTarget>> trials)
        where TInput : unmanaged
        where TTarget : unmanaged
        => new([.. trials.GroupBy(trial => trial.Experiment).Select(network => new Row(
            network.Key.Title,
            network.First().Model.Description.ParameterCount,
            network.Key.Lecture,
            [.. network.Select(trial => trial.Test["accuracy"]).Order()],
            [.. network.Select(trial => trial.EmaTest).OfType<Evaluation>().Select(test => test["accuracy"]).Order()],
            network.SelectMany(trial => trial.EpochSeconds).DefaultIfEmpty(double.NaN).Min(),
            network.SelectMany(trial => trial.StepMilliseconds).DefaultIfEmpty(double.NaN).Min()))]);

    /// <summary>The table on the terminal, without the columns for which it is too narrow.</summary>
    public void Show()
    {
        Terminal.Heading("Comparison");
        Column[] columns = [.. _columns.Where(column => !column.OnPageOnly)];
        Table table = Terminal.NewTable([.. columns.Select(column => column.Heading)]);
        foreach (Row row in _rows)
            table.AddRow([.. columns.Select(column => Markup.Escape(column.Value(row)))]);
        Terminal.Screen.Write(table);
    }

    /// <summary>The table for a page of documentation.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("| ").AppendJoin(" | ", _columns.Select(column => column.Heading)).Append(" |\n|---|");
        text.Insert(text.Length, "---:|", _columns.Count - 1).Append('\n');
        foreach (Row row in _rows)
            text.Append("| ").AppendJoin(" | ", _columns.Select(column => column.Value(row))).Append(" |\n");
        return text.ToString();
    }

    private static string Time(double time, int decimals) => double.IsNaN(time) ? "" : time.ToString($"F{decimals}");

    private static string Faster(Row row)
        => row.Lecture is null || double.IsNaN(row.StepMilliseconds)
            ? ""
            : $"{row.Lecture.StepMilliseconds / row.StepMilliseconds:F0} ×";

    private static string Range(double[] sorted) => sorted.Length == 0 ? "" : $"{sorted[0]:P2} to {sorted[^1]:P2}";

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>
    /// A network; the accuracies are sorted (those with averaged weights may be missing), the times those of the fastest epoch (other
    /// work on the machine only adds to them) or NaN if there was none.
    /// </summary>
    private sealed record Row(
        string Title,
        int Parameters,
        LectureResult? Lecture,
        double[] Accuracies,
        double[] Averaged,
        double EpochSeconds,
        double StepMilliseconds);

    private sealed record Column(
        string Heading,
        Func<Row, string> Value,
        bool OfSeveral = false,
        bool OfLecture = false,
        bool OfAverages = false,
        bool OnPageOnly = false);
}
