using System.Globalization;
using System.Text;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Weights;

/// <summary>
/// Reads the JSON header of a .safetensors file: one object, with an object for each tensor and one of texts. (A JSON library
/// would be one more assembly beside the compiler.)
/// </summary>
internal sealed class HeaderParser
{
    private readonly string _text;
    private int _at;

    /// <exception cref="FormatException">The text breaks a rule of the format; the message says which.</exception>
    public HeaderParser(string text)
    {
        _text = text;
        Object(name =>
        {
            if (name == "__metadata__")
                Object(key => Metadata[key] = Text());
            else
                Tensors.Add(Tensor(name));
        });
        SkipBlanks();
        if (_at < _text.Length)
            throw Unexpected("the end of the header");
    }

    public List<StoredTensor> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    private StoredTensor Tensor(string name)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        Object(key =>
        {
            if (key == "dtype")
                type = Text();
            else if (key == "shape")
                shape = Numbers();
            else if (key == "data_offsets")
                offsets = Numbers();
            else
                throw Unexpected("dtype, shape or data_offsets");
        });
        return type is not null && shape is not null && shape.TrueForAll(size => size <= int.MaxValue) && offsets is { Count: 2 }
            ? new StoredTensor(name, type, shape.Select(size => (int)size).ToEquatableArray(), offsets[0], offsets[1])
            : throw new FormatException($"tensor '{name}' lacks its dtype, shape or data_offsets");
    }

    private void Object(Action<string> member)
    {
        Expect('{');
        if (Take('}'))
            return;
        do
        {
            string name = Text();
            Expect(':');
            member(name);
        }
        while (Take(','));
        Expect('}');
    }

    private List<long> Numbers()
    {
        List<long> numbers = [];
        Expect('[');
        if (Take(']'))
            return numbers;
        do
        {
            SkipBlanks();
            int start = _at;
            while (_at < _text.Length && _text[_at] is >= '0' and <= '9')
                _at++;
            if (!long.TryParse(_text.Substring(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                throw Unexpected("a number");
            numbers.Add(number);
        }
        while (Take(','));
        Expect(']');
        return numbers;
    }

    private string Text()
    {
        Expect('"');
        StringBuilder text = new();
        while (_at < _text.Length && _text[_at] != '"')
            text.Append(_text[_at] == '\\' ? Escaped() : _text[_at++]);
        _at++;
        return _at <= _text.Length ? text.ToString() : throw Unexpected("a closing quote");
    }

    private char Escaped()
    {
        char kind = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        int length = kind == 'u' ? 6 : 2;
        if (_at + length > _text.Length)
            throw Unexpected("an escape sequence");
        string digits = _text.Substring(_at + 2, length - 2);
        _at += length;
        return kind switch
        {
            '"' or '\\' or '/' => kind,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' when ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) => (char)code,
            _ => throw Unexpected("an escape sequence"),
        };
    }

    private bool Take(char character)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != character)
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
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t')
            _at++;
    }

    private FormatException Unexpected(string wanted) => new(string.Format(CultureInfo.InvariantCulture, "at character {0} of the header {1} is wanted", _at, wanted));
}
