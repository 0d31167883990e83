using System.Text;

namespace RnnGen.Data;

/// <summary>
/// A text file of rows and columns: CSV, TSV or columns between spaces. Numbers are read as they are written everywhere,
/// with a decimal point. Empty lines are passed over.
/// </summary>
public sealed class TextTable
{
    private readonly byte[] _text;
    private readonly TableFields _fields;
    private readonly TableOptions _options;
    private readonly Encoding _encoding;
    private readonly int _firstRow;

    private TextTable(string file, byte[] text, TableOptions options)
    {
        Encoding encoding = options.Encoding;
        if (options.Separator is char separator && (!char.IsAscii(separator) || separator is '\r' or '\n' or '"'))
            throw new ArgumentException($"The separator '{separator}' is not a character of ASCII that can separate fields.");
        if (!encoding.GetBytes("\t,").AsSpan().SequenceEqual("\t,"u8))
            throw new ArgumentException($"In the encoding {encoding.WebName}, characters of ASCII are not single bytes.");

        _encoding = (Encoding)encoding.Clone();
        _encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        (File, _text, _options) = (file, text, options);
        _fields = new TableFields(file, text, options);
        if (!options.Header)
            return;
        if (_fields.Rows == 0)
            throw new DataFormatException(file, "nothing", "a line that names the columns", line: 1);

        _firstRow = 1;
        ColumnNames = [.. Enumerable.Range(0, _fields.Columns).Select(column => Text(-1, column).Trim())];
    }

    /// <summary>The file, as it was given.</summary>
    public string File { get; }

    /// <summary>Names of the columns; empty if the file has no header.</summary>
    public IReadOnlyList<string> ColumnNames { get; } = [];

    /// <summary>Number of columns.</summary>
    public int ColumnCount => _fields.Columns;

    /// <summary>Number of rows, without the header.</summary>
    public int RowCount => _fields.Rows - _firstRow;

    /// <summary>A column by its index.</summary>
    /// <param name="index">From 0; <c>^1</c> is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public TextColumn this[Index index]
    {
        get
        {
            int column = index.GetOffset(ColumnCount);
            return column >= 0 && column < ColumnCount
                ? new TextColumn(this, column)
                : throw new ArgumentOutOfRangeException(
                    nameof(index), column, $"{File} has {ShapeText.Count(ColumnCount, "column")}.");
        }
    }

    /// <summary>A column by its name.</summary>
    /// <param name="name">The name, as the header writes it.</param>
    /// <exception cref="ArgumentException">There is no such column, or several; the message lists those there are.</exception>
    public TextColumn this[string name]
    {
        get
        {
            int[] columns = [.. Enumerable.Range(0, ColumnNames.Count).Where(column => ColumnNames[column] == name)];
            if (columns is [int only])
                return new TextColumn(this, only);

            string names = ColumnNames.Count == 0 ? "It has no header." : $"There is: {string.Join(", ", ColumnNames)}.";
            throw new ArgumentException(
                $"{File} has {(columns.Length == 0 ? "no column" : $"{columns.Length} columns")} \"{name}\". {names}", nameof(name));
        }
    }

    /// <summary>Reads a file, compressed with gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">
    /// How it is cut into fields; null for <see cref="TableOptions.Tsv"/> if its name ends with .tsv or .tsv.gz, else
    /// <see cref="TableOptions.Csv"/>.
    /// </param>
    /// <exception cref="DataFormatException">The file is damaged: rows of different lengths, quotes without end.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public static TextTable Read(string path, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        using DataReader reader = DataReader.Open(path);
        return new TextTable(path, reader.ReadToEnd(), options ?? OptionsOf(path));
    }

    /// <summary>Reads what is not a file of its own, such as a part of an archive.</summary>
    /// <param name="stream">The text, not compressed; it is read to its end and stays open.</param>
    /// <param name="name">What errors call it; its end chooses the options as in <see cref="Read(string, TableOptions?)"/>.</param>
    /// <param name="options">How it is cut into fields.</param>
    /// <exception cref="DataFormatException">The text is damaged: rows of different lengths, quotes without end.</exception>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public static TextTable Read(Stream stream, string name, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var text = new MemoryStream();
        stream.CopyTo(text);
        return new TextTable(name, text.ToArray(), options ?? OptionsOf(name));
    }

    /// <summary>Several columns as numbers: those of a row one after the other, row after row.</summary>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="missing">What becomes of missing values.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="DataFormatException">A field is not a number.</exception>
    public float[] ToSingle(IReadOnlyList<string> columns, MissingValues missing = MissingValues.Error)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return SideBySide([.. columns.Select(name => this[name].ToSingle(missing))]);
    }

    /// <summary>Columns that lie together as numbers: those of a row one after the other, row after row.</summary>
    /// <param name="columns">The columns: <c>1..</c> are all but the first.</param>
    /// <param name="missing">What becomes of missing values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such columns.</exception>
    /// <exception cref="DataFormatException">A field is not a number.</exception>
    public float[] ToSingle(Range columns, MissingValues missing = MissingValues.Error)
    {
        (int start, int count) = columns.GetOffsetAndLength(ColumnCount);
        return SideBySide([.. Enumerable.Range(start, count).Select(column => this[column].ToSingle(missing))]);
    }

    /// <summary>The bytes of a field, without the quotes around it; doubled quotes stand as they are.</summary>
    internal ReadOnlySpan<byte> Bytes(int row, int column)
    {
        TableFields.Field field = _fields[row + _firstRow, column];
        return _text.AsSpan(field.Start, field.Length);
    }

    /// <summary>The text of a field.</summary>
    internal string Text(int row, int column)
    {
        try
        {
            string text = _encoding.GetString(Bytes(row, column));
            return _fields[row + _firstRow, column].Doubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new DataFormatException(
                File,
                $"bytes in column {Name(column)} that are not {_encoding.WebName}",
                $"{_encoding.WebName}, or another encoding in the options",
                line: _fields.Line(row + _firstRow),
                inner: exception);
        }
    }

    /// <summary>Whether a field stands for no value.</summary>
    internal bool IsMissing(int row, int column)
    {
        ReadOnlySpan<byte> bytes = Bytes(row, column).Trim(" \t"u8);
        foreach (string marker in _options.Missing)
        {
            if (Ascii.Equals(bytes, marker))
                return true;
        }

        return false;
    }

    /// <summary>A column's name, or its index if it has none.</summary>
    internal string Name(int column) => column < ColumnNames.Count ? ColumnNames[column] : $"{column}";

    /// <summary>The error of a field.</summary>
    internal DataFormatException Unexpected(int row, int column, string wanted)
    {
        // Bytes that are not of the encoding must not be an error of their own here.
        var lenient = (Encoding)_encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        string text = lenient.GetString(Bytes(row, column)).Replace("\0", @"\0", StringComparison.Ordinal);
        if (text.Length > 40)
            text = text[..40] + "…";
        return new DataFormatException(
            File, $"\"{text}\" in column {Name(column)}", wanted, line: _fields.Line(row + _firstRow));
    }

    private static TableOptions OptionsOf(string name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        return name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? TableOptions.Tsv : TableOptions.Csv;
    }

    private float[] SideBySide(float[][] columns)
    {
        float[] rows = new float[(long)RowCount * columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < RowCount; row++)
                rows[(row * columns.Length) + column] = columns[column][row];
        }

        return rows;
    }
}
