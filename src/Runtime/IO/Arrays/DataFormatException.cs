using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// A file is damaged, cut off, or not of the format it was read as. The message says in which file and where, what was
/// found there, and what was wanted.
/// </summary>
public sealed class DataFormatException : FormatException
{
    internal DataFormatException(
        string file, string found, string wanted, long? offset = null, long? line = null, Exception? inner = null)
        : base(Compose(file, found, wanted, offset, line), inner)
    {
        (File, Found, Wanted, Offset, Line) = (file, found, wanted, offset, line);
    }

    /// <summary>The file, as it was given to the reader; for a part of an archive, the archive and the part.</summary>
    public string File { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What was wanted.</summary>
    public string Wanted { get; }

    /// <summary>
    /// Where in a binary file, in bytes from its start; in a compressed file, in bytes of the uncompressed content. Null
    /// where <see cref="Line"/> says it, or where it is the file as a whole.
    /// </summary>
    public long? Offset { get; }

    /// <summary>Where in a text file: the line, counted from 1. Null for binary files.</summary>
    public long? Line { get; }

    private static string Compose(string file, string found, string wanted, long? offset, long? line)
    {
        string where = line is not null ? $", line {line}" : offset is not null ? $", byte {offset}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{file}{where}: found {found}, wanted {wanted}.");
    }
}
