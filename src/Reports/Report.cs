using System.Globalization;
using System.Text;

namespace RnnGen.Reports;

/// <summary>
/// A page about a training run: one HTML file that holds all it shows, follows the reader's light or dark colours, and can
/// be read on a phone.
/// </summary>
/// <example><code>
/// new Report("MNIST with an LSTM")
///     .AddFacts(("test accuracy", $"{test["accuracy"]:P2}"), ("parameters", $"{MnistLstm.ParameterCount:N0}"))
///     .AddCurves(history)
///     .AddConfusionMatrix(new ConfusionMatrix(labels, predictions, classNames))
///     .Save("mnist.html");
/// </code></example>
public sealed class Report
{
    private readonly string _title;
    private readonly StringBuilder _body = new();

    /// <summary>Makes an empty page.</summary>
    /// <param name="title">Its title.</param>
    public Report(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _title = title;
    }

    /// <summary>Adds a paragraph; line ends in it stay.</summary>
    /// <param name="text">The text.</param>
    public Report AddText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _body.Append("<p>").Append(Html.Text(text)).Append("</p>\n");
        return this;
    }

    /// <summary>Adds text of letters of one width, such as a model's <c>Summary</c>.</summary>
    /// <param name="heading">What stands above it.</param>
    /// <param name="text">The text.</param>
    public Report AddPreformatted(string heading, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Heading(heading);
        _body.Append("<pre>").Append(Html.Text(text)).Append("</pre>\n");
        return this;
    }

    /// <summary>Adds names with their values, one beside the other.</summary>
    /// <param name="facts">The names and values.</param>
    public Report AddFacts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        _body.Append("<dl>\n");
        foreach ((string name, string value) in facts)
        {
            _body.Append("<div><dt>").Append(Html.Text(name)).Append("</dt><dd>").Append(Html.Text(value))
                .Append("</dd></div>\n");
        }

        _body.Append("</dl>\n");
        return this;
    }

    /// <summary>
    /// Adds the curves of a training: a chart for the loss and each metric, with training and validation, and a table of
    /// all numbers.
    /// </summary>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="heading">What stands above them.</param>
    public Report AddCurves(IReadOnlyDictionary<string, IReadOnlyList<double>> history, string heading = "Training")
    {
        ArgumentNullException.ThrowIfNull(history);
        Heading(heading);
        _body.Append("<div class=\"figures\">\n");
        foreach (Chart chart in Chart.OfHistory(history))
            LineChart.Append(_body, chart);
        _body.Append("</div>\n");
        Table(history);
        return this;
    }

    /// <summary>Adds a chart of lines, such as a series with its prediction.</summary>
    /// <param name="heading">What stands above it.</param>
    /// <param name="lines">The lines, at least one.</param>
    /// <param name="stepName">What the steps are.</param>
    /// <param name="valueName">What the values are.</param>
    /// <exception cref="ArgumentException">There is no line.</exception>
    public Report AddLines(
        string heading, IReadOnlyList<ChartLine> lines, string stepName = "timestep", string valueName = "value")
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0)
            throw new ArgumentException("There is no line.", nameof(lines));
        Heading(heading);
        _body.Append("<div class=\"figures\">\n");
        LineChart.Append(_body, new Chart(valueName, stepName, lines));
        _body.Append("</div>\n");
        return this;
    }

    /// <summary>Adds a confusion matrix, with precision, recall and F1 of each class.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="heading">What stands above it.</param>
    public Report AddConfusionMatrix(ConfusionMatrix matrix, string heading = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Heading(heading);
        _body.Append("<div class=\"figures\">\n<div>\n");
        MatrixChart.Append(_body, matrix);
        _body.Append("</div>\n</div>\n");
        return this;
    }

    /// <summary>Adds images with their captions.</summary>
    /// <param name="heading">What stands above them.</param>
    /// <param name="pixels">
    /// The images one after the other: <c>height × width × channels</c> values in [0, 1], the channels of a pixel side by
    /// side.
    /// </param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Columns of pixels of an image.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="captions">What stands under each image.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public Report AddImages(
        string heading,
        ReadOnlySpan<float> pixels,
        int height,
        int width,
        int channels,
        IReadOnlyList<ImageCaption> captions)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 channel or 3.");
        long size = (long)height * width * channels;
        if (pixels.Length != size * captions.Count)
        {
            throw new ArgumentException(
                $"{pixels.Length} values are not {captions.Count} images of {height} × {width} × {channels}, one for each "
                + "caption.",
                nameof(pixels));
        }

        Heading(heading);
        _body.Append("<ul class=\"images\">\n");
        for (int i = 0; i < captions.Count; i++)
        {
            ReadOnlySpan<float> image = pixels.Slice((int)(i * size), (int)size);
            string file = Convert.ToBase64String(Png.Encode(image, height, width, channels));
            string text = Html.Text(captions[i].Text);
            (string cssClass, string mark) = captions[i].Wrong ? ("wrong", "✗ ") : ("right", "");
            _body.Append(
                CultureInfo.InvariantCulture,
                $"""
                <li data-figure="image" class="{cssClass}"><img width="{width}" height="{height}" alt="{text}"
                src="data:image/png;base64,{file}"/>{mark}{text}</li>

                """);
        }

        _body.Append("</ul>\n");
        return this;
    }

    /// <summary>The page.</summary>
    public string ToHtml() => PageFrame.Page(_title, _body.ToString());

    /// <summary>Writes the page into a file; one that is there is replaced.</summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, ToHtml());
    }

    private void Heading(string heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        _body.Append("<h2>").Append(Html.Text(heading)).Append("</h2>\n");
    }

    private void Table(IReadOnlyDictionary<string, IReadOnlyList<double>> history)
    {
        _body.Append("<details><summary>all numbers</summary><div class=\"wide\"><table>\n<tr><th>epoch</th>");
        foreach (string name in history.Keys)
            _body.Append("<th>").Append(Html.Text(name)).Append("</th>");
        _body.Append("</tr>\n");
        for (int epoch = 0; epoch < history.Values.Select(values => values.Count).DefaultIfEmpty().Max(); epoch++)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<tr><th>{epoch + 1}</th>");
            foreach (IReadOnlyList<double> values in history.Values)
                _body.Append("<td>").Append(epoch < values.Count ? Html.Value(values[epoch]) : "").Append("</td>");
            _body.Append("</tr>\n");
        }

        _body.Append("</table></div></details>\n");
    }
}
