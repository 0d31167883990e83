using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// The header of an .npy file, a Python dictionary: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 2), }</c>.
/// </summary>
internal sealed class NpyHeader
{
    private readonly DataReader _reader;
    private readonly string _text;
    private readonly long _offset;
    private int _at;

    /// <param name="reader">For errors.</param>
    /// <param name="text">The header.</param>
    /// <param name="offset">Where in the file it begins.</param>
    public NpyHeader(DataReader reader, string text, long offset)
    {
        (_reader, _text, _offset) = (reader, text, offset);
        string? type = null;
        bool? fortranOrder = null;
        int[]? shape = null;
        Expect('{');
        while (!Take('}'))
        {
            int start = _at;
            string key = QuotedText();
            Expect(':');
            if (key == "descr" && type is null)
                type = QuotedText();
            else if (key == "fortran_order" && fortranOrder is null)
                fortranOrder = Boolean();
            else if (key == "shape" && shape is null)
                shape = Tuple();
            else
                throw Unexpected("'descr', 'fortran_order' and 'shape', each once", start);
            if (!Take(','))
            {
                Expect('}');
                break;
            }
        }

        SkipBlanks();
        if (_at < _text.Length)
            throw Unexpected("nothing behind the dictionary");
        Type = type ?? throw Unexpected("'descr'");
        FortranOrder = fortranOrder ?? throw Unexpected("'fortran_order'");
        Shape = shape ?? throw Unexpected("'shape'");
    }

    /// <summary>NumPy's name of the type: order of bytes, kind and size.</summary>
    public string Type { get; }

    /// <summary>Whether the first axis varies fastest.</summary>
    public bool FortranOrder { get; }

    /// <summary>Length of each axis.</summary>
    public int[] Shape { get; }

    private string QuotedText()
    {
        SkipBlanks();
        if (_at == _text.Length || _text[_at] is not ('\'' or '"'))
            throw Unexpected("a text in quotes (a list is the type of a structure, which is not read)");

        int end = _text.IndexOf(_text[_at], _at + 1);
        if (end < 0)
            throw Unexpected("a closing quote");
        string text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private bool Boolean()
    {
        SkipBlanks();
        foreach ((string word, bool value) in new[] { ("True", true), ("False", false) })
        {
            if (_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
            {
                _at += word.Length;
                return value;
            }
        }

        throw Unexpected("True or False");
    }

    private int[] Tuple()
    {
        List<int> lengths = [];
        Expect('(');
        while (!Take(')'))
        {
            SkipBlanks();
            int start = _at;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
                _at++;
            if (!int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int length))
                throw Unexpected($"the length of an axis, at most {int.MaxValue}", start);
            lengths.Add(length);

            // Python 2 marks some of its whole numbers.
            if (_at < _text.Length && _text[_at] == 'L')
                _at++;
            if (!Take(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. lengths];
    }

    private bool Take(char character)
    {
        SkipBlanks();
        if (_at == _text.Length || _text[_at] != character)
            return false;
        _at++;
        return true;
    }

    private void Expect(char character)
    {
        if (!Take(character))
            throw Unexpected($"'{character}'");
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\n'))
            _at++;
    }

    private DataFormatException Unexpected(string wanted, int? at = null)
    {
        int start = at ?? _at;
        string rest = _text[start..Math.Min(_text.Length, start + 30)].TrimEnd();
        return _reader.Damaged(rest.Length == 0 ? "the end of the header" : $"\"{rest}\" in the header", wanted, _offset + start);
    }
}
