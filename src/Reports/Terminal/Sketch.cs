using System.Globalization;
using System.Text;

namespace RnnGen.Reports;

/// <summary>Draws curves and images with characters, for a terminal.</summary>
public static class Sketch
{
    /// <summary>The curves of a training, one chart below the other; validation is the broken line.</summary>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="columns">Characters of a line of the chart, at least 20.</param>
    /// <param name="rows">Lines of a chart, at least 3.</param>
    public static string Curves(IReadOnlyDictionary<string, IReadOnlyList<double>> history, int columns = 60, int rows = 8)
    {
        ArgumentNullException.ThrowIfNull(history);
        return string.Join("\n\n", Chart.OfHistory(history).Select(chart => Draw(chart, columns, rows)));
    }

    /// <summary>A chart of lines; the second one is broken.</summary>
    /// <param name="lines">The lines, at least one.</param>
    /// <param name="columns">Characters of a line of the chart, at least 20.</param>
    /// <param name="rows">Lines of the chart, at least 3.</param>
    /// <param name="stepName">What the steps are.</param>
    /// <param name="valueName">What the values are.</param>
    /// <exception cref="ArgumentException">There is no line, or no room.</exception>
    public static string Lines(
        IReadOnlyList<ChartLine> lines,
        int columns = 60,
        int rows = 8,
        string stepName = "timestep",
        string valueName = "value")
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Count > 0
            ? Draw(new Chart(valueName, stepName, lines), columns, rows)
            : throw new ArgumentException("There is no line.", nameof(lines));
    }

    /// <summary>Grey images side by side, two rows of pixels in a line of text, with their captions below.</summary>
    /// <param name="pixels">The images one after the other, values in [0, 1]; what is above a half is drawn.</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Columns of pixels of an image.</param>
    /// <param name="captions">What stands under each image; a wrong one is marked.</param>
    /// <param name="columns">Characters of a line: images that have no room side by side follow below.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static string Images(
        ReadOnlySpan<float> pixels, int height, int width, IReadOnlyList<ImageCaption> captions, int columns = 80)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (pixels.Length != (long)captions.Count * height * width)
        {
            throw new ArgumentException(
                $"{pixels.Length} values are not {captions.Count} images of {height} × {width}, one for each caption.",
                nameof(pixels));
        }

        StringBuilder text = new();
        int inRow = Math.Max(1, columns / (width + 1));
        for (int first = 0; first < captions.Count; first += inRow)
        {
            int end = Math.Min(captions.Count, first + inRow);
            for (int y = 0; y < height; y += 2)
            {
                StringBuilder line = new();
                for (int image = first; image < end; image++)
                {
                    for (int x = 0; x < width; x++)
                        line.Append(Block(Ink(pixels, image, y, x), y + 1 < height && Ink(pixels, image, y + 1, x)));
                    line.Append(' ');
                }

                text.Append(line.ToString().TrimEnd()).Append('\n');
            }

            IEnumerable<string> names = captions.Skip(first).Take(end - first).Select(caption => Fit(Mark(caption), width));
            text.Append(string.Join(' ', names).TrimEnd()).Append('\n');
        }

        return text.ToString();

        bool Ink(ReadOnlySpan<float> values, int image, int y, int x) => values[(((image * height) + y) * width) + x] > 0.5f;
    }

    private static string Draw(Chart chart, int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 3);
        Axis values = chart.Values(Math.Max(2, rows / 2));
        string top = values.Label(values.Most), bottom = values.Label(values.Least);
        int margin = Math.Max(top.Length, bottom.Length) + 1;
        DotCanvas canvas = new(Math.Max(1, columns - margin - 1), rows);
        for (int i = 0; i < chart.Lines.Count; i++)
            Draw(canvas, chart, chart.Lines[i], values, broken: i % 2 == 1);

        StringBuilder text = new();
        text.Append(chart.Name);
        if (chart.Lines.Count > 1)
        {
            text.Append("   ")
                .AppendJoin("   ", chart.Lines.Select((line, i) => $"{(i % 2 == 1 ? "╌╌" : "──")} {line.Name}"));
        }

        for (int row = 0; row < rows; row++)
        {
            string label = row == 0 ? top : row == rows - 1 ? bottom : "";
            text.Append('\n').Append(label.PadLeft(margin - 1)).Append(label.Length > 0 ? " ┤" : " │")
                .Append(canvas.Line(row).TrimEnd());
        }

        text.Append('\n').Append(' ', margin + 1).Append(CultureInfo.InvariantCulture, $"{chart.StepName} {chart.FirstStep}");
        if (chart.LastStep > chart.FirstStep)
            text.Append(CultureInfo.InvariantCulture, $" to {chart.LastStep}");
        return text.ToString();
    }

    private static void Draw(DotCanvas canvas, Chart chart, ChartLine line, Axis values, bool broken)
    {
        (double X, double Y)? before = null;
        for (int i = 0; i < line.Values.Count; i++)
        {
            if (!double.IsFinite(line.Values[i]))
            {
                before = null;
                continue;
            }

            double step = chart.LastStep == chart.FirstStep
                ? 0.5 : (line.FirstStep + i - chart.FirstStep) / (double)(chart.LastStep - chart.FirstStep);
            (double X, double Y) at = (step * (canvas.Width - 1), (1 - values.Share(line.Values[i])) * (canvas.Height - 1));
            canvas.Line(before ?? at, at, broken);
            before = at;
        }
    }

    private static char Block(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };

    private static string Mark(ImageCaption caption) => caption.Wrong ? "✗ " + caption.Text : caption.Text;

    private static string Fit(string text, int width)
        => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
}
