using System.Text;

namespace RnnGen.Reports;

/// <summary>Draws a chart as a figure of the page.</summary>
internal sealed class LineChart
{
    // The drawing is small and grows with the page, so that its letters can be read on a phone.
    private const double Width = 420;
    private const double Height = 260;
    private const double Right = Width - 12;
    private const double Top = 10;
    private const double Bottom = Height - 40;
    private const double Letters = 12;
    private const double LetterWidth = 6.7;

    /// <summary>Each value is marked if there are at most so many, else only those between gaps.</summary>
    private const int MarkedValues = 30;

    /// <summary>Longer lines are thin and not broken, or they would be a band of colour.</summary>
    private const int BoldValues = 400;

    /// <summary>Longer lines are thinned to about so many points.</summary>
    private const int MostPoints = 1600;

    private readonly Chart _chart;
    private readonly Axis _values;
    private readonly double _left;

    private LineChart(Chart chart)
    {
        _chart = chart;
        _values = chart.Values(ticks: 5);
        _left = 12 + (LetterWidth * _values.Ticks.Max(tick => _values.Label(tick).Length));
    }

    public static void Append(StringBuilder html, Chart chart) => new LineChart(chart).Append(html);

    private void Append(StringBuilder html)
    {
        html.Append("<figure data-figure=\"lines\"><figcaption>").Append(Html.Text(_chart.Name));
        for (int i = 0; i < _chart.Lines.Count; i++)
        {
            html.Append(" <span class=\"key\"><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><path class=\"").Append(Class(i))
                .Append("\" d=\"M1 4H23\"/></svg>").Append(Html.Text(_chart.Lines[i].Name)).Append("</span>");
        }

        html.Append("</figcaption>\n");
        SvgWriter svg = new(html, Width, Height, $"{_chart.Name} by {_chart.StepName}", Letters);
        foreach (double tick in _values.Ticks)
        {
            svg.Path("grid", $"M{SvgWriter.Number(_left)} {SvgWriter.Number(Y(tick))}H{SvgWriter.Number(Right)}");
            svg.Text("end", _left - 6, Y(tick), _values.Label(tick));
        }

        foreach (int step in LabelledSteps())
            svg.Text("middle", X(step), Bottom + 14, $"{step}");
        svg.Text("middle", (_left + Right) / 2, Height - 9, _chart.StepName);
        for (int i = 0; i < _chart.Lines.Count; i++)
            AppendLine(svg, _chart.Lines[i], Class(i));
        svg.End();
        html.Append("</figure>\n");
    }

    private void AppendLine(SvgWriter svg, ChartLine line, string cssClass)
    {
        StringBuilder path = new();
        List<int> marked = [];
        int[] drawn = [.. Thinned(line.Values)];
        for (int k = 0; k < drawn.Length; k++)
        {
            int i = drawn[k];
            if (!Known(k))
                continue;
            path.Append(Known(k - 1) ? 'L' : 'M').Append(SvgWriter.Number(X(line.FirstStep + i)))
                .Append(' ').Append(SvgWriter.Number(Y(line.Values[i])));

            // A value between gaps has no line that would show it.
            if (line.Values.Count <= MarkedValues || (!Known(k - 1) && !Known(k + 1)))
                marked.Add(i);
        }

        svg.Path(line.Values.Count > BoldValues ? $"{cssClass} dense" : cssClass, path.ToString());
        foreach (int i in marked)
        {
            int step = line.FirstStep + i;
            svg.Dot(cssClass, X(step), Y(line.Values[i]), $"{line.Name}, {_chart.StepName} {step}: {Html.Value(line.Values[i])}");
        }

        bool Known(int k) => k >= 0 && k < drawn.Length && double.IsFinite(line.Values[drawn[k]]);
    }

    private static string Class(int line) => $"line c{line % 4}";

    private double X(int step)
    {
        double steps = _chart.LastStep - (double)_chart.FirstStep;
        double share = steps == 0 ? 0.5 : (step - (double)_chart.FirstStep) / steps;
        return _left + 6 + ((Right - _left - 12) * share);
    }

    private double Y(double value) => Bottom - ((Bottom - Top) * _values.Share(value));

    /// <summary>The steps with a label: round numbers, within the chart.</summary>
    private IEnumerable<int> LabelledSteps()
    {
        if (_chart.LastStep == _chart.FirstStep)
            return [_chart.FirstStep];
        return new Axis(_chart.FirstStep, _chart.LastStep, 6, whole: true).Ticks
            .Where(tick => tick >= _chart.FirstStep && tick <= _chart.LastStep).Select(tick => (int)tick);
    }

    /// <summary>Indices of the values that are drawn: of long lines, the least and the greatest of each short piece.</summary>
    private static IEnumerable<int> Thinned(IReadOnlyList<double> values)
    {
        if (values.Count <= MostPoints)
            return Enumerable.Range(0, values.Count);

        int pieces = MostPoints / 2;
        return Enumerable.Range(0, pieces).SelectMany(piece =>
        {
            int start = (int)((long)piece * values.Count / pieces);
            int end = (int)((long)(piece + 1) * values.Count / pieces);
            int least = start, greatest = start;
            for (int i = start; i < end; i++)
            {
                // A piece without any known value is a gap.
                if (!double.IsFinite(values[i]))
                    continue;
                least = values[i] < values[least] || !double.IsFinite(values[least]) ? i : least;
                greatest = values[i] > values[greatest] || !double.IsFinite(values[greatest]) ? i : greatest;
            }

            return least == greatest ? [least] : least < greatest ? new[] { least, greatest } : [greatest, least];
        });
    }
}
