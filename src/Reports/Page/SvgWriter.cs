using System.Globalization;
using System.Text;

namespace RnnGen.Reports;

/// <summary>Writes a drawing into a page: elements with their classes, coordinates and texts.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _html;

    /// <summary>Begins a drawing.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Its width, in its own units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    /// <param name="letters">Size of its letters.</param>
    public SvgWriter(StringBuilder html, double width, double height, string description, double letters)
    {
        _html = html;
        Append($"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" font-size=\"{letters}\"")
            .Append(" aria-label=\"").Append(Html.Text(description)).Append("\">\n");
    }

    public void Path(string cssClass, string data)
        => _html.Append("<path class=\"").Append(cssClass).Append("\" d=\"").Append(data).Append("\"/>\n");

    /// <summary>Text around a point; with the class <c>end</c> it ends there.</summary>
    public void Text(string cssClass, double x, double y, string text)
        => Append($"<text class=\"{cssClass}\" x=\"{x}\" y=\"{y}\" dy=\".32em\">").Append(Html.Text(text)).Append("</text>\n");

    /// <summary>Text that is read from below, and ends at a point.</summary>
    public void UpwardText(double x, double y, string text)
        => Append($"<text class=\"end\" transform=\"translate({x} {y}) rotate(-90)\" dy=\".32em\">")
            .Append(Html.Text(text)).Append("</text>\n");

    /// <summary>A dot that says something when it is pointed at.</summary>
    public void Dot(string cssClass, double x, double y, string title)
        => Append($"<circle class=\"{cssClass}\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\">").Append("<title>")
            .Append(Html.Text(title)).Append("</title></circle>\n");

    /// <summary>A square that says something when it is pointed at.</summary>
    public void Square(string cssClass, double x, double y, double size, double opacity, string title)
        => Append($"<rect class=\"{cssClass}\" x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" rx=\"2\" ")
            .Append(CultureInfo.InvariantCulture, $"fill-opacity=\"{opacity:0.##}\"><title>")
            .Append(Html.Text(title)).Append("</title></rect>\n");

    /// <summary>Ends the drawing.</summary>
    public void End() => _html.Append("</svg>\n");

    /// <summary>A coordinate: a tenth of a unit is enough.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private StringBuilder Append(FormattableString element)
        => _html.Append(element.ToString(Coordinates.Instance));

    /// <summary>Formats the numbers of an element as coordinates.</summary>
    private sealed class Coordinates : IFormatProvider, ICustomFormatter
    {
        public static Coordinates Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
            => arg is double value ? Number(value) : $"{arg}";
    }
}
