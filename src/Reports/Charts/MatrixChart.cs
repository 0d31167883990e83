using System.Globalization;
using System.Text;

namespace RnnGen.Reports;

/// <summary>Draws a confusion matrix as a figure of the page, and what follows from it for each class as a table.</summary>
internal static class MatrixChart
{
    private const double Width = 420;

    /// <summary>Of a letter's size.</summary>
    private const double LetterWidth = 0.58;

    /// <summary>Counts stand in the cells of at most so many classes.</summary>
    private const int CountedClasses = 12;

    public static void Append(StringBuilder html, ConfusionMatrix matrix)
    {
        int classes = matrix.ClassNames.Count;
        double letters = Math.Min(11, 0.95 * (Width - 60) / classes);
        double longest = LetterWidth * letters * matrix.ClassNames.Max(name => name.Length);
        double names = Math.Min(110, 12 + longest);
        double cell = (Width - names - 4) / classes;
        double size = cell * classes;
        bool upright = longest < cell;
        html.Append("<figure data-figure=\"matrix\"><figcaption>rows: target, columns: prediction</figcaption>\n");
        SvgWriter svg = new(html, Width, size + (upright ? 24 : names + 4), $"confusion matrix of {classes} classes", letters);
        for (int target = 0; target < classes; target++)
        {
            double middle = (target + 0.5) * cell;
            svg.Text("end", names - 6, middle, matrix.ClassNames[target]);
            if (upright)
                svg.Text("middle", names + middle, size + 12, matrix.ClassNames[target]);
            else
                svg.UpwardText(names + middle, size + 6, matrix.ClassNames[target]);
            for (int prediction = 0; prediction < classes; prediction++)
                AppendCell(svg, matrix, target, prediction, names + (prediction * cell), target * cell, cell);
        }

        svg.End();
        html.Append("</figure>\n");
        AppendTable(html, matrix);
    }

    private static void AppendCell(
        SvgWriter svg, ConfusionMatrix matrix, int target, int prediction, double x, double y, double size)
    {
        // The colour shows the share of the target's rows; its root, so that few mistakes are seen beside many hits.
        int count = matrix[target, prediction];
        double share = (double)count / Math.Max(1, matrix.Total(target));
        double strength = Math.Sqrt(share);
        (string kind, double opacity) = count == 0 ? ("none", 0.35)
            : (target == prediction ? "hit" : "miss", 0.1 + (0.9 * strength));
        string title = $"{matrix.ClassNames[target]} taken for {matrix.ClassNames[prediction]}: {count} ({Html.Percent(share)})";
        svg.Square(kind, x + 0.5, y + 0.5, size - 1, opacity, title);
        if (count > 0 && matrix.ClassNames.Count <= CountedClasses)
            svg.Text(strength > 0.75 ? "middle count on" : "middle count", x + (size / 2), y + (size / 2), $"{count}");
    }

    private static void AppendTable(StringBuilder html, ConfusionMatrix matrix)
    {
        html.Append("<details><summary>precision, recall and F1 of each class</summary><div class=\"wide\"><table>\n")
            .Append("<tr><th>class</th><th>rows</th><th>precision</th><th>recall</th><th>F1</th></tr>\n");
        for (int label = 0; label < matrix.ClassNames.Count; label++)
        {
            html.Append("<tr><th>").Append(Html.Text(matrix.ClassNames[label])).Append("</th><td>")
                .Append(CultureInfo.InvariantCulture, $"{matrix.Total(label)}</td>");
            foreach (double share in (ReadOnlySpan<double>)[matrix.Precision(label), matrix.Recall(label), matrix.F1(label)])
                html.Append("<td>").Append(double.IsNaN(share) ? "–" : Html.Percent(share)).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</table></div></details>\n");
    }
}
