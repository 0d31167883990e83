namespace RnnGen.Data;

/// <summary>Where in a text each field is: the rows and columns of a table, found in one pass over its bytes.</summary>
internal sealed class TableFields
{
    private const byte Quote = (byte)'"';

    private readonly string _file;
    private readonly byte[] _text;
    private readonly byte? _separator;
    private readonly bool _quotes;
    private readonly List<Field> _fields = [];
    private readonly List<int> _lines = [];
    private int _at;
    private int _line = 1;

    /// <exception cref="DataFormatException">A quoted field does not end, or the rows are not equally long.</exception>
    public TableFields(string file, byte[] text, TableOptions options)
    {
        (_file, _text, _quotes) = (file, text, options.Quotes);
        _separator = options.Separator is char separator ? (byte)separator : null;
        _at = text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        if (text is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            throw Damaged("text in UTF-16", "text in UTF-8 or another encoding that has ASCII's characters as single bytes");

        while (StartRow())
            ReadRow();
    }

    /// <summary>Fields of a row.</summary>
    public int Columns { get; private set; }

    public int Rows => _lines.Count;

    public Field this[int row, int column] => _fields[(row * Columns) + column];

    /// <summary>The line on which a row begins, from 1.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>Goes past empty lines to where a row begins; false if there is none.</summary>
    private bool StartRow()
    {
        while (_at < _text.Length)
        {
            if (_separator is null)
                SkipBlanks();
            if (!TakeLineEnd())
                return _at < _text.Length;
        }

        return false;
    }

    private void ReadRow()
    {
        int first = _fields.Count;
        _lines.Add(_line);
        do
        {
            _fields.Add(_quotes && _at < _text.Length && _text[_at] == Quote ? QuotedField() : PlainField());
        }
        while (TakeSeparator());

        int count = _fields.Count - first;
        if (_lines.Count == 1)
            Columns = count;
        if (count != Columns)
        {
            throw new DataFormatException(
                _file,
                ShapeText.Count(count, "field"),
                $"{Columns} as in line {_lines[0]}",
                line: _lines[^1]);
        }

        TakeLineEnd();
    }

    private Field PlainField()
    {
        ReadOnlySpan<byte> rest = _text.AsSpan(_at);
        int length = _separator is byte separator ? rest.IndexOfAny(separator, (byte)'\r', (byte)'\n') : rest.IndexOfAny(" \t\r\n"u8);
        if (length < 0)
            length = rest.Length;
        var field = new Field(_at, length, false);
        _at += length;
        return field;
    }

    private Field QuotedField()
    {
        int line = _line;
        int start = ++_at;
        bool doubled = false;
        while (true)
        {
            if (_at == _text.Length)
                throw new DataFormatException(_file, "a quoted field without an end", "a closing quote", line: line);
            if (TakeLineEnd())
                continue;
            if (_text[_at++] != Quote)
                continue;
            if (_at == _text.Length || _text[_at] != Quote)
                break;
            doubled = true;
            _at++;
        }

        if (_at < _text.Length && !IsSeparator(_text[_at]) && _text[_at] is not ((byte)'\r' or (byte)'\n'))
            throw Damaged("text behind a closing quote", "the next field, or doubled quotes within it");
        return new Field(start, _at - 1 - start, doubled);
    }

    private bool IsSeparator(byte value) => _separator is byte separator ? value == separator : value is (byte)' ' or (byte)'\t';

    /// <summary>Goes past what separates fields; false if it does not stand here, or only before the end of the line.</summary>
    private bool TakeSeparator()
    {
        if (_at == _text.Length || !IsSeparator(_text[_at]))
            return false;
        if (_separator is not null)
        {
            _at++;
            return true;
        }

        SkipBlanks();
        return _at < _text.Length && _text[_at] is not ((byte)'\r' or (byte)'\n');
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && IsSeparator(_text[_at]))
            _at++;
    }

    /// <summary>Goes past the end of a line (LF, CR LF or CR), if it stands here.</summary>
    private bool TakeLineEnd()
    {
        if (_at == _text.Length || _text[_at] is not ((byte)'\r' or (byte)'\n'))
            return false;
        if (_text[_at++] == '\r' && _at < _text.Length && _text[_at] == '\n')
            _at++;
        _line++;
        return true;
    }

    private DataFormatException Damaged(string found, string wanted) => new(_file, found, wanted, line: _line);

    /// <summary>A piece of the text.</summary>
    /// <param name="Start">Its first byte.</param>
    /// <param name="Length">Its bytes, without the quotes around it.</param>
    /// <param name="Doubled">Whether there are doubled quotes in it.</param>
    internal readonly record struct Field(int Start, int Length, bool Doubled);
}
