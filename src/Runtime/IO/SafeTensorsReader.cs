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
    private static ReadOnlySpan<byte> OwnMetadata => "rnngen."u8;

    /// <summary>Far more bytes than a name has.</summary>
    private const int LongestText = 1000;

    // A tensor without elements needs 50 bytes of header and some 200 of memory: far more than any model has are refused.
    private const int MostTensors = 100_000;
    private const int MostMetadata = 1000;
    private const int MostDimensions = 32;

    /// <summary>The longest header that the format's own library reads.</summary>
    private const int LongestHeader = 100_000_000;

    private readonly Dictionary<string, SafeTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Stream _file;
    private readonly byte[] _start;
    private readonly long _dataLength;

    /// <summary>Reads the header; the tensors are read when they are loaded.</summary>
    /// <param name="file">The file, which can seek.</param>
    /// <exception cref="InvalidDataException">The bytes break a rule of the format; the message says which.</exception>
    public SafeTensorsReader(Stream file)
    {
        _file = file;
        if (file.Length < LengthSize)
            throw Invalid($"it has {file.Length} bytes, but eight with the length of the header come first");
        Span<byte> length = stackalloc byte[LengthSize];
        file.Position = 0;
        file.ReadExactly(length);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength > (ulong)(file.Length - LengthSize))
            throw Invalid($"its header is said to have {headerLength} bytes, but only {file.Length - LengthSize} follow");

        if (headerLength > LongestHeader)
            throw Invalid($"its header has {headerLength} bytes, but at most {LongestHeader} are read");

        _start = new byte[LengthSize + (int)headerLength];
        _dataLength = file.Length - _start.Length;
        length.CopyTo(_start);
        Span<byte> header = _start.AsSpan(LengthSize);
        file.ReadExactly(header);
        try
        {
            CheckWords(header);
            ReadHeader(new Utf8JsonReader(header));
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

    /// <summary>All bytes before the tensors: the header's length and the header.</summary>
    public ReadOnlySpan<byte> Start => _start;

    /// <summary>What the writer said of the file, if that was RnnGen.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a part of the tensors' bytes.</summary>
    /// <param name="begin">The first byte, counted from the end of the header.</param>
    /// <param name="bytes">Receives them.</param>
    public void Read(long begin, Span<byte> bytes)
    {
        _file.Position = _start.Length + begin;
        _file.ReadExactly(bytes);
    }

    /// <summary>The tensors by their places; most writers name them so, and then there is nothing to sort.</summary>
    public IEnumerable<SafeTensor> InOrder()
    {
        long begin = 0, end = 0;
        foreach (SafeTensor tensor in _tensors.Values)
        {
            if (tensor.Begin < begin || (tensor.Begin == begin && tensor.End < end))
                return _tensors.Values.OrderBy(item => item.Begin).ThenBy(item => item.End);
            (begin, end) = (tensor.Begin, tensor.End);
        }

        return _tensors.Values;
    }

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
            if (json.ValueTextEquals(MetadataKey))
            {
                ReadMetadata(ref json);
                continue;
            }

            string name = Text(ref json);
            if (_tensors.Count == MostTensors)
                throw Invalid($"the header names more than {MostTensors} tensors");
            if (!_tensors.TryAdd(name, ReadTensor(ref json, name)))
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
            string? key = json.ValueSpan.StartsWith(OwnMetadata) ? Text(ref json) : null;
            Expect(ref json, JsonTokenType.String, "a text in " + MetadataKey);
            if (key is null)
                continue;
            if (_metadata.Count == MostMetadata)
                throw Invalid($"the header's {MetadataKey} has more than {MostMetadata} texts of RnnGen");
            _metadata[key] = Text(ref json);
        }
    }

    private SafeTensor ReadTensor(ref Utf8JsonReader json, string name)
    {
        string? type = null;
        int[]? shape = null;
        (long Begin, long End)? offsets = null;
        Span<long> numbers = stackalloc long[MostDimensions];
        Expect(ref json, JsonTokenType.StartObject, "tensor", name);
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            if (type is null && json.ValueTextEquals("dtype"u8))
            {
                type = ReadType(ref json, name);
            }
            else if (shape is null && json.ValueTextEquals("shape"u8))
            {
                int rank = ReadNumbers(ref json, "shape of tensor", name, numbers);
                shape = rank == 0 ? [] : new int[rank];
                for (int axis = 0; axis < rank; axis++)
                    shape[axis] = CheckSize(name, numbers[axis]);
            }
            else if (offsets is null && json.ValueTextEquals("data_offsets"u8))
            {
                int count = ReadNumbers(ref json, "data_offsets of tensor", name, numbers);
                offsets = count == 2 ? (numbers[0], numbers[1]) : throw Invalid($"tensor '{name}' has {count} data_offsets, wanted two");
            }
            else
            {
                throw Invalid($"tensor '{name}' has an unknown property '{Text(ref json)}', or has it twice");
            }
        }

        if (type is null || shape is null || offsets is null)
            throw Invalid($"tensor '{name}' lacks its {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        return Locate(name, type, shape, offsets.Value.Begin, offsets.Value.End);
    }

    private static string ReadType(ref Utf8JsonReader json, string tensor)
    {
        Expect(ref json, JsonTokenType.String, "dtype of tensor", tensor);
        foreach (string type in SafeTensor.Types)
        {
            if (json.ValueTextEquals(type))
                return type;
        }

        throw Invalid($"tensor '{tensor}' has type '{Text(ref json)}'; F64, F32, F16 and BF16 are read");
    }

    /// <summary>Checks a tensor's place against its type and shape.</summary>
    private SafeTensor Locate(string name, string type, int[] shape, long begin, long end)
    {
        if (begin < 0 || end < begin || end > _dataLength)
            throw Invalid($"tensor '{name}' is said to lie at [{begin}, {end}], but there are {_dataLength} bytes of data");

        // Through double: a shape may promise more than a long can count.
        double expected = SafeTensor.SizeOf(type);
        foreach (int size in shape)
            expected *= size;
        long found = end - begin;
        if (found != expected)
        {
            throw Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"tensor '{name}' has {found} bytes, but {ShapeText.Tuple(shape)} of {type} needs {expected:R}"));
        }

        return new SafeTensor(name, type, shape, begin, found, this);
    }

    /// <summary>The tensors must follow each other: bytes that belong to none, or to two, are a mistake or a trick.</summary>
    private void CheckPlaces()
    {
        long end = 0;
        foreach (SafeTensor tensor in InOrder())
        {
            if (tensor.Begin != end)
                throw Invalid($"tensor '{tensor.Name}' begins at byte {tensor.Begin} of the data, but the one before ends at {end}");
            end = tensor.End;
        }

        if (end != _dataLength)
            throw Invalid($"the tensors end at byte {end} of {_dataLength} bytes of data");
    }

    private static string Text(ref Utf8JsonReader json) => json.ValueSpan.Length <= LongestText
        ? json.GetString()!
        : throw Invalid($"a text in the header has {json.ValueSpan.Length} bytes, but at most {LongestText} are read");

    /// <summary>Reads a list of numbers; returns how many there are.</summary>
    private static int ReadNumbers(ref Utf8JsonReader json, string what, string tensor, scoped Span<long> numbers)
    {
        int count = 0;
        Expect(ref json, JsonTokenType.StartArray, what, tensor);
        while (Next(ref json) != JsonTokenType.EndArray)
        {
            if (count == numbers.Length)
                throw Invalid($"{what} '{tensor}' has more than {numbers.Length} numbers");
            numbers[count++] = json.GetInt64();
        }

        return count;
    }

    private static int CheckSize(string tensor, long size) => size is >= 0 and <= int.MaxValue
        ? (int)size
        : throw Invalid($"tensor '{tensor}' has a dimension of {size}");

    /// <summary>The name is not part of the text before it is needed: a header can have thousands.</summary>
    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string what, string? name = null)
    {
        if (Next(ref json) != type)
            throw Invalid($"{what}{(name is null ? "" : $" '{name}'")} is a JSON {json.TokenType}, wanted a {type}");
    }

    private static JsonTokenType Next(ref Utf8JsonReader json)
        => json.Read() ? json.TokenType : throw Invalid("the header ends too early");

    private static InvalidDataException Invalid(string message) => new(message);
}
