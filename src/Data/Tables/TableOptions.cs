using System.Text;

namespace RnnGen.Data;

/// <summary>How a text file is cut into rows and fields.</summary>
public sealed record TableOptions
{
    /// <summary>Comma-separated values with a header, quotes as in RFC 4180.</summary>
    public static TableOptions Csv { get; } = new();

    /// <summary>Tab-separated values with a header; quotes mean nothing, they belong to the text.</summary>
    public static TableOptions Tsv { get; } = new() { Separator = '\t', Quotes = false };

    /// <summary>Columns of numbers between any number of spaces or tabs, without a header.</summary>
    public static TableOptions WhiteSpace { get; } = new() { Separator = null, Quotes = false, Header = false };

    /// <summary>
    /// The character between fields, one of ASCII; null for any number of spaces and tabs, also before the first and
    /// behind the last field.
    /// </summary>
    public char? Separator { get; init; } = ',';

    /// <summary>Whether the first line names the columns.</summary>
    public bool Header { get; init; } = true;

    /// <summary>
    /// Whether a field that begins with a double quote ends with one, and may hold separators, line ends and, doubled,
    /// quotes.
    /// </summary>
    public bool Quotes { get; init; } = true;

    /// <summary>
    /// The file's encoding: UTF-8, or another in which the characters of ASCII are single bytes. Bytes that are not of the
    /// encoding are errors when the text is asked for.
    /// </summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>What stands where there is no value, in any column; characters of ASCII.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "N/A", "NaN", "nan", "null", "NULL"];
}
