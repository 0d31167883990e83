using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace RnnGen.Reports.Tests;

public sealed class ReportTests
{
    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml";

    [Fact]
    public void A_page_is_well_formed_and_has_every_figure()
    {
        XDocument page = Parse(Samples.Report().ToHtml());

        string[] figures = [.. page.Descendants().Attributes("data-figure").Select(attribute => attribute.Value)];
        Assert.Equal(["lines", "lines", "matrix", "image", "image", "image", "lines"], figures);
        Assert.Equal("Run <1> & \"more\"", page.Descendants(s_html + "h1").Single().Value);
        Assert.Equal("Run <1> & \"more\"", page.Descendants(s_html + "title").First().Value);
        Assert.Equal(
            ["Training", "Confusion matrix", "Grey", "Colour", "Series", "Model"],
            page.Descendants(s_html + "h2").Select(heading => heading.Value));
        Assert.Empty(page.Descendants(s_html + "script"));
        Assert.Contains("</p><script>throw 1</script>", page.Descendants(s_html + "p").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_needs_nothing_but_itself()
    {
        XDocument page = Parse(Samples.Report().ToHtml());
        string[] references =
        [
            .. page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "srcset")
                .Select(attribute => attribute.Value),
        ];
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.StartsWith("data:", reference, StringComparison.Ordinal));
        string style = page.Descendants(s_html + "style").Single().Value;
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_show_training_and_validation_with_the_loss_first()
    {
        XElement[] figures = [.. Parse(new Report("r").AddCurves(Samples.History).ToHtml()).Descendants(s_html + "figure")];

        Assert.Equal(["loss training validation", "accuracy training validation"], figures.Select(figure => figure.Element(s_html + "figcaption")!.Value));
        string[] dots = [.. figures[0].Descendants(s_html + "circle").Select(dot => dot.Value)];
        Assert.Equal(
            ["training, epoch 1: 1", "training, epoch 2: 0.5", "training, epoch 3: 0.3", "validation, epoch 1: 0.8", "validation, epoch 2: 0.6"],
            dots);
    }

    [Fact]
    public void All_numbers_stand_in_a_table()
    {
        XElement table = Parse(new Report("r").AddCurves(Samples.History).ToHtml()).Descendants(s_html + "table").Single();
        string[] rows = [.. table.Elements().Select(row => string.Join(' ', row.Elements().Select(cell => cell.Value)))];
        Assert.Equal(
            ["epoch accuracy loss val_accuracy val_loss", "1 0.7 1 0.75 0.8", "2 0.85 0.5 0.8 0.6", "3 0.9 0.3 0.85 nan"], rows);
    }

    [Fact]
    public void A_column_that_began_later_or_ended_earlier_is_shorter()
    {
        var history = new Dictionary<string, IReadOnlyList<double>> { ["loss"] = [1, 0.5], ["rate"] = [0.25] };
        XElement last = Parse(new Report("r").AddCurves(history).ToHtml()).Descendants(s_html + "tr").Last();
        Assert.Equal(["2", "0.5", ""], last.Elements().Select(cell => cell.Value));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(-0.00012, "-1.200e-04")]
    [InlineData(-1234.56, "-1234.6")]
    [InlineData(1e6, "1.000e+06")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Numbers_are_short(double value, string text) => Assert.Equal(text, Html.Value(value));

    [Fact]
    public void Steps_are_labelled_where_there_are_values()
    {
        XElement svg = Drawing(new ChartLine("l", [.. Enumerable.Range(0, 10).Select(step => 1d * step)]) { FirstStep = 1 });
        Assert.Equal(["2", "4", "6", "8", "10", "timestep"], Texts(svg, "middle").Select(text => text.Value));
    }

    [Fact]
    public void A_line_has_a_gap_where_a_value_is_missing()
    {
        Assert.Equal(2, Path(Drawing(new ChartLine("l", [1, 2, double.NaN, 3, 4]))).Count(letter => letter == 'M'));

        // Of more values than are drawn, where all are missing.
        double[] values = [.. Enumerable.Range(0, 10_000).Select(step => step % 7 == 0 || step is > 4000 and < 5000 ? double.NaN : step)];
        Assert.Equal(2, Path(Drawing(new ChartLine("l", values))).Count(letter => letter == 'M'));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)] // more than are drawn
    public void A_value_between_gaps_is_marked(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(step => step == count / 2 ? 3 : double.NaN)];
        XElement dot = Assert.Single(Drawing(new ChartLine("l", values)).Elements(s_html + "circle"));
        Assert.Equal($"l, timestep {count / 2}: 3", dot.Element(s_html + "title")!.Value);

        Assert.Empty(Drawing(new ChartLine("l", [.. Enumerable.Range(0, count).Select(step => 1d * step)])).Elements(s_html + "circle"));
    }

    [Fact]
    public void An_empty_history_is_an_empty_section()
        => Assert.Empty(Parse(new Report("r").AddCurves(new Dictionary<string, IReadOnlyList<double>>()).ToHtml()).Descendants(s_html + "figure"));

    [Fact]
    public void A_matrix_shows_each_count_and_its_share()
    {
        XElement figure = Parse(new Report("r").AddConfusionMatrix(Samples.Matrix).ToHtml()).Descendants(s_html + "figure").Single();
        string[] titles = [.. figure.Descendants(s_html + "title").Select(title => title.Value)];
        Assert.Equal(9, titles.Length);
        Assert.Equal("cat taken for dog: 1 (50.0 %)", titles[1]);
        Assert.Equal("<fox> taken for <fox>: 1 (100.0 %)", titles[8]);
    }

    [Fact]
    public void A_class_without_rows_has_no_shares()
    {
        XDocument page = Parse(new Report("r").AddConfusionMatrix(new ConfusionMatrix([0], [0], ["a", "b"])).ToHtml());
        Assert.Contains("b taken for a: 0 (0.0 %)", page.Descendants(s_html + "title").Select(title => title.Value));
        Assert.Equal(["b", "0", "–", "–", "–"], page.Descendants(s_html + "tr").Last().Elements().Select(cell => cell.Value));
    }

    [Fact]
    public void Wrong_predictions_are_marked()
    {
        XElement[] images = [.. Parse(Samples.Report().ToHtml()).Descendants(s_html + "li")];
        Assert.Equal(["7", "✗ cat, not <fox>", "red, green"], images.Select(image => image.Value.Trim()));
        Assert.Equal(["right", "wrong", "right"], images.Select(image => image.Attribute("class")!.Value));
    }

    [Fact]
    public void Any_text_leaves_the_page_well_formed()
    {
        System.Random random = new(1);
        for (int test = 0; test < 200; test++)
        {
            string text = string.Concat(Enumerable.Range(0, 8).Select(_ => (char)random.Next(test % 2 == 0 ? 0x100 : 0x10000)));
            Parse(new Report(text)
                .AddText(text).AddFacts((text, text)).AddPreformatted(text, text)
                .AddLines(text, [new ChartLine(text, [1, 2])], text, text)
                .AddConfusionMatrix(new ConfusionMatrix([0], [0], [text]), text)
                .AddImages(text, [1], 1, 1, 1, [new(text)])
                .ToHtml());
        }
    }

    [Fact]
    public void Any_values_are_drawn_within_the_drawing()
    {
        double[][] lines =
        [
            [], [1], [double.NaN], [5, 5, 5], [0, 0], [1e300, -1e300], [double.MaxValue, -double.MaxValue], [1e-300, 2e-300], [double.PositiveInfinity, 1, double.NaN, 2],
            [1e15, 1e15 + 1], [-3.7e-5, 12], [.. Enumerable.Range(0, 10_000).Select(step => step % 7 == 0 ? double.NaN : step * 1e5)],
            [.. Enumerable.Range(0, 10_000).Select(step => -1d * step)],
        ];
        foreach (double[] values in lines)
        {
            XElement svg = Drawing(new ChartLine("l", values) { FirstStep = 3 });
            double[] size = [.. Numbers(svg.Attribute("viewBox")!.Value)];
            double[] points = [.. Numbers(Path(svg))];
            Assert.InRange(points.Length, 0, 2 * 1600);
            for (int i = 0; i < points.Length; i += 2)
            {
                Assert.InRange(points[i], i == 0 ? 0 : points[i - 2], size[2]);
                Assert.InRange(points[i + 1], 0, size[3]);
            }

            Assert.All(svg.Elements(s_html + "text"), text => Assert.InRange(text.Value.Length, 1, 12));
            Assert.All(Texts(svg, "end"), label => Assert.InRange((double)label.Attribute("x")! - (6.7 * label.Value.Length), 0, size[2]));
        }
    }

    [Fact]
    public void A_page_is_saved_where_it_is_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory("rnngen-").FullName;
        try
        {
            string path = System.IO.Path.Combine(folder, "new", "page.html");
            Samples.Report().Save(path);
            new Report("Second").Save(path);
            Assert.Contains("<h1>Second</h1>", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Report report = new("r");
        Assert.Contains("5 values are not 1 images of 2 × 3 × 1", Message(() => report.AddImages("h", new float[5], 2, 3, 1, [new("a")])), StringComparison.Ordinal);
        Assert.Contains("An image has 1 channel or 3.", Message(() => report.AddImages("h", new float[2], 1, 1, 2, [new("a")])), StringComparison.Ordinal);
        Assert.Contains("There is no line.", Message(() => report.AddLines("h", [])), StringComparison.Ordinal);

        static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
    }

    /// <summary>The drawing of one line.</summary>
    private static XElement Drawing(ChartLine line) => Parse(new Report("r").AddLines("h", [line]).ToHtml())
        .Descendants(s_html + "svg").Single(element => element.Attribute("role") is not null);

    private static string Path(XElement svg) => svg.Elements(s_html + "path").Last().Attribute("d")!.Value;

    private static IEnumerable<XElement> Texts(XElement svg, string cssClass)
        => svg.Elements(s_html + "text").Where(text => (string?)text.Attribute("class") == cssClass);

    private static IEnumerable<double> Numbers(string text)
        => text.Split([' ', 'M', 'L'], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture));

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
