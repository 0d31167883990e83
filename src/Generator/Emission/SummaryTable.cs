using System.Globalization;
using System.Text;

namespace RnnGen.Generator.Emission;

/// <summary>A row of the summary: one layer.</summary>
internal readonly record struct SummaryRow(string Layer, string OutputShape, string Parameters);

/// <summary>The table that Keras 3's <c>model.summary()</c> prints, 88 columns wide unless a name needs more.</summary>
internal static class SummaryTable
{
    private static readonly SummaryRow s_header = new("Layer (type)", "Output Shape", "Param #");

    // Keras' columns of a terminal with 92 columns or more.
    private static readonly int[] s_widths = [36, 27, 15];

    public static string Print(string modelName, IReadOnlyList<SummaryRow> rows, long trainable, long nonTrainable)
    {
        int[] widths =
        [
            Width(0, row => row.Layer),
            Width(1, row => row.OutputShape),
            Width(2, row => row.Parameters),
        ];
        int Width(int column, Func<SummaryRow, string> cell) => Math.Max(s_widths[column], rows.Max(row => cell(row).Length));

        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        void Rule(char left, char fill, char middle, char right) =>
            Line(left + string.Join(middle.ToString(), widths.Select(width => new string(fill, width + 2))) + right);
        void Row(char edge, SummaryRow row) =>
            Line($"{edge} {row.Layer.PadRight(widths[0])} {edge} {row.OutputShape.PadRight(widths[1])} {edge} {row.Parameters.PadLeft(widths[2])} {edge}");

        Line($"Model: \"{modelName}\"");
        Rule('┏', '━', '┳', '┓');
        Row('┃', s_header);
        Rule('┡', '━', '╇', '┩');
        for (int index = 0; index < rows.Count; index++)
        {
            if (index > 0)
                Rule('├', '─', '┼', '┤');
            Row('│', rows[index]);
        }

        Rule('└', '─', '┴', '┘');
        Line($" Total params: {Count(trainable + nonTrainable)} ({Bytes(trainable + nonTrainable)})");
        Line($" Trainable params: {Count(trainable)} ({Bytes(trainable)})");
        text.Append($" Non-trainable params: {Count(nonTrainable)} ({Bytes(nonTrainable)})");
        return text.ToString();
    }

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As Keras prints the memory of so many float32 values.</summary>
    private static string Bytes(long values)
    {
        double size = values * 4.0;
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        int unit = 0;
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return size.ToString("0.00", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
