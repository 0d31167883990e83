using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace RnnGen.IO;

/// <summary>
/// Reads .safetensors files: eight bytes with the header's length, a JSON header with the type, shape and place of each
/// tensor, then the tensors, which fill the rest of the file without gap or overlap. Nothing in the header is believed
/// before it was checked.
/// </summary>
internal sealed class SafeTensorsReader
{
    private const int LengthSize = sizeof(long);
    private const string MetadataKey = "__metadata__";

    /// <summary>Metadata of others is not kept.</summary>
    private const string OwnMetadata = "rnngen.";

    /// <summary>Far more bytes than a name has.</summary>
    private const int LongestText = 1000;

    private readonly Dictionary<string, SafeTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> _data;

    /// <summary>Reads a whole file that is in memory.</summary>
    /// <exception cref="InvalidDataException">The bytes break a rule of the format; the message says which.</exception>
    public SafeTensorsReader(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthSize)
            throw Invalid($"it has {file.Length} bytes, but eight with the length of the header come first");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (headerLength > (ulong)(file.Length - LengthSize))
            throw Invalid($"its header is said to have {headerLength} bytes, but only {file.Length - LengthSize} follow");

        int dataStart = LengthSize + (int)headerLength;
        _data = file[dataStart..];
        try
        {
            CheckWords(file.Span[LengthSize..dataStart]);
            ReadHeader(new Utf8JsonReader(file.Span[LengthSize..dataStart]));
        }
        catch (JsonException exception)
        {
            // Its own message may quote all that follows.
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"the header cannot be read: it is no JSON in line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}"));
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // A string that is no UTF-8, and a number that is too large.
            throw new InvalidDataException($"the header cannot be read: {exception.Message}", exception);
        }

        CheckPlaces();
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors => _tensors;

    /// <summary>What the writer said of the file, if that was RnnGen.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>
    /// Outside of texts there are only numbers and punctuation. Anything else the JSON reader would quote to its end, which
    /// makes an error of many times the file's size.
    /// </summary>
    private static void CheckWords(ReadOnlySpan<byte> header)
    {
        bool inText = false;
        for (int i = 0; i < header.Length; i++)
        {
            byte character = header[i];
            if (character == '"')
                inText = !inText;
            else if (inText && character == '\\')
                i++;
            else if (!inText && (character >= 0x7F || (char.IsAsciiLetter((char)character) && character is not ((byte)'e' or (byte)'E'))))
                throw Invalid($"the header cannot be read: byte {i} is neither in a text nor in a number");
        }
    }

    private void ReadHeader(Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            string name = Text(ref json);
            if (name == MetadataKey)
                ReadMetadata(ref json);
            else if (!_tensors.TryAdd(name, ReadTensor(ref json, name)))
                throw Invalid($"tensor '{name}' stands twice in the header");
        }

        if (json.Read())
            throw Invalid("something follows the header's object");
    }

    private void ReadMetadata(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, MetadataKey);
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            string key = Text(ref json);
            Expect(ref json, JsonTokenType.String, $"{MetadataKey}.{key}");
            if (key.StartsWith(OwnMetadata, StringComparison.Ordinal))
                _metadata[key] = Text(ref json);
        }
    }

    private SafeTensor ReadTensor(ref Utf8JsonReader json, string name)
    {
        string? type = null;
        int[]? shape = null;
        long[]? offsets = null;
        Expect(ref json, JsonTokenType.StartObject, $"tensor '{name}'");
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            string key = Text(ref json);
            switch (key)
            {
                case "dtype":
                    Expect(ref json, JsonTokenType.String, $"dtype of tensor '{name}'");
                    type = Text(ref json);
                    break;
                case "shape":
                    shape = [.. ReadNumbers(ref json, name, key).Select(size => CheckSize(name, size))];
                    break;
                case "data_offsets":
                    offsets = [.. ReadNumbers(ref json, name, key)];
                    break;
                default:
                    throw Invalid($"tensor '{name}' has an unknown property '{key}'");
            }
        }

        if (type is null || shape is null || offsets is null)
            throw Invalid($"tensor '{name}' lacks its {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        return Locate(name, type, shape, offsets);
    }

    /// <summary>Checks a tensor's place against its type and shape.</summary>
    private SafeTensor Locate(string name, string type, int[] shape, long[] offsets)
    {
        int elementSize = SafeTensor.SizeOf(type);
        if (elementSize == 0)
            throw Invalid($"tensor '{name}' has type '{type}'; F64, F32, F16 and BF16 are read");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > _data.Length)
            throw Invalid($"tensor '{name}' is said to lie at [{string.Join(", ", offsets)}], but there are {_data.Length} bytes of data");

        // Through double: a shape may promise more than a long can count.
        double expected = shape.Aggregate((double)elementSize, (product, size) => product * size);
        long found = offsets[1] - offsets[0];
        if (found != expected)
        {
            throw Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"tensor '{name}' has {found} bytes, but {ShapeText.Tuple(shape)} of {type} needs {expected:R}"));
        }

        return new SafeTensor(name, type, shape, offsets[0], _data.Slice((int)offsets[0], (int)found));
    }

    /// <summary>The tensors must follow each other: bytes that belong to none, or to two, are a mistake or a trick.</summary>
    private void CheckPlaces()
    {
        long end = 0;
        foreach (SafeTensor tensor in _tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end)
                throw Invalid($"tensor '{tensor.Name}' begins at byte {tensor.Begin} of the data, but the one before ends at {end}");
            end = tensor.End;
        }

        if (end != _data.Length)
            throw Invalid($"the tensors end at byte {end} of {_data.Length} bytes of data");
    }

    private static string Text(ref Utf8JsonReader json) => json.ValueSpan.Length <= LongestText
        ? json.GetString()!
        : throw Invalid($"a text in the header has {json.ValueSpan.Length} bytes, but at most {LongestText} are read");

    private static List<long> ReadNumbers(ref Utf8JsonReader json, string tensor, string key)
    {
        var numbers = new List<long>();
        Expect(ref json, JsonTokenType.StartArray, $"{key} of tensor '{tensor}'");
        while (Next(ref json) != JsonTokenType.EndArray)
            numbers.Add(json.GetInt64());
        return numbers;
    }

    private static int CheckSize(string tensor, long size) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw Invalid($"tensor '{tensor}' has a dimension of {size}");

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (Next(ref json) != type)
            throw Invalid($"{what} is a JSON {json.TokenType}, wanted a {type}");
    }

    private static JsonTokenType Next(ref Utf8JsonReader json)
        => json.Read() ? json.TokenType : throw Invalid("the header ends too early");

    private static InvalidDataException Invalid(string message) => new(message);
}
