using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RnnGen.Reports.Tests;

/// <summary>
/// The page in a real browser. With RNNGEN_DUMP=folder, the page and screenshots of it are written there, to be looked at.
/// </summary>
public sealed partial class ChromiumTests
{
    /// <summary>Looks at the page once it has been laid out, and leaves what it saw in an attribute of the frame around.</summary>
    private const string Observer = """
        <script>
        const errors = [];
        addEventListener('error', event => errors.push(event.message || 'not loaded: ' + event.target.outerHTML.slice(0, 80)), true);
        addEventListener('load', () => {
          const figures = [...document.querySelectorAll('[data-figure]')].map(figure => {
            const drawing = figure.querySelector(':scope > svg, :scope > img').getBoundingClientRect();
            return { kind: figure.dataset.figure, width: drawing.width, height: drawing.height };
          });
          const seen = {
            errors, figures,
            images: [...document.images].map(image => image.naturalWidth + 'x' + image.naturalHeight),
            letters: Math.min(...[...document.querySelectorAll('svg[role] text')].map(text => text.getBoundingClientRect().height)),
            width: document.documentElement.clientWidth,
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            paper: getComputedStyle(document.body).backgroundColor,
            ink: getComputedStyle(document.body).color
          };
          parent.document.documentElement.dataset.seen = JSON.stringify(seen);
        });
        </script>
        """;

    [ChromiumTheory]
    [InlineData(1100, false)]
    [InlineData(390, true)]
    public void The_page_loads_without_an_error_and_shows_every_figure(int width, bool dark)
    {
        string html = Samples.Report().ToHtml();
        string watched = html.Replace("</head>", Observer + "</head>", StringComparison.Ordinal);
        string frame = $"""
            <!DOCTYPE html><html><head><link rel="icon" href="data:,"><style>body, iframe {"{ margin: 0; border: 0 }"}</style></head>
            <body><iframe srcdoc="{WebUtility.HtmlEncode(watched)}" style="width: {width}px; height: 3000px"></iframe></body></html>
            """;

        using Chromium chromium = new(dark);
        (string dom, string log) = chromium.Open(frame);

        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        JsonElement seen = JsonDocument.Parse(WebUtility.HtmlDecode(Seen().Match(dom).Groups[1].Value)).RootElement;
        Assert.Empty(seen.GetProperty("errors").EnumerateArray());
        Assert.Equal(width, seen.GetProperty("width").GetInt32());
        Assert.Equal(0, seen.GetProperty("overflow").GetInt32());
        Assert.Equal(["3x1", "3x1", "1x2"], seen.GetProperty("images").EnumerateArray().Select(image => image.GetString()));
        Assert.Equal(
            ["lines", "lines", "matrix", "image", "image", "image", "lines"],
            seen.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("kind").GetString()));
        Assert.All(seen.GetProperty("figures").EnumerateArray(), figure =>
        {
            Assert.InRange(figure.GetProperty("width").GetDouble(), 50, width);
            Assert.True(figure.GetProperty("height").GetDouble() > 10);
        });
        Assert.InRange(seen.GetProperty("letters").GetDouble(), 9, 30);
        Assert.Equal(dark ? "rgb(15, 20, 26)" : "rgb(255, 255, 255)", seen.GetProperty("paper").GetString());
        Assert.Equal(dark ? "rgb(230, 237, 243)" : "rgb(31, 35, 40)", seen.GetProperty("ink").GetString());

        if (Environment.GetEnvironmentVariable("RNNGEN_DUMP") is { Length: > 0 } folder)
        {
            Samples.Report().Save(Path.Combine(folder, "report.html"));
            chromium.Screenshot(frame, width, Path.Combine(folder, $"report-{width}{(dark ? "-dark" : "")}.png"));
        }
    }

    [GeneratedRegex("data-seen=\"([^\"]*)\"")]
    private static partial Regex Seen();
}
