using System.Globalization;
using System.Net;
using System.Text;

namespace RnnGen.Reports;

/// <summary>Pieces of HTML that are XML as well.</summary>
internal static class Html
{
    /// <summary>Text as it stands in elements and attributes.</summary>
    public static string Text(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // XML has no control characters but these; a lone surrogate has become U+FFFD already.
            bool allowed = rune.Value is '\t' or '\n' or (>= 0x20 and not 0xFFFE and not 0xFFFF and not (>= 0x7F and < 0xA0));
            clean.Append(allowed ? rune : Rune.ReplacementChar);
        }

        return WebUtility.HtmlEncode(clean.ToString());
    }

    /// <summary>A measured value: four significant digits.</summary>
    public static string Value(double value)
        => double.IsNaN(value) ? "nan"
            : double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf")
            : value != 0 && Math.Abs(value) is < 1e-3 or >= 1e6 ? value.ToString("0.000e+00", CultureInfo.InvariantCulture)
            : Math.Abs(value) >= 1000 ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A share: 97.3 %.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
