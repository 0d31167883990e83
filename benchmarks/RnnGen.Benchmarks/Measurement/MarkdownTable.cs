using System.Globalization;

namespace RnnGen.Benchmarks;

/// <summary>A table that reads well in a terminal and can be pasted into a document.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>A number in three significant digits; nothing for a number that was not measured.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        >= 100 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        < 1 and > 0 => value.Value.ToString("0." + new string('0', 2 - (int)Math.Floor(Math.Log10(value.Value))), CultureInfo.InvariantCulture),
        _ => value.Value.ToString(value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture),
    };

    public static string Percent(double? value) => value is null ? "–" : value.Value.ToString("0 %", CultureInfo.InvariantCulture);

    public void Write(TextWriter writer)
    {
        int[] widths = [.. header.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Max())];
        Line(header);
        writer.WriteLine($"|{string.Join('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":"))}|");
        foreach (string[] row in _rows)
            Line(row);

        void Line(string[] cells) => writer.WriteLine(
            $"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |");
    }
}
