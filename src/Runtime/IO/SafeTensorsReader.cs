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
            ReadHeader(new Utf8JsonReader(file.Span[LengthSize..dataStart]));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // A string that is no UTF-8 is an InvalidOperationException, a number that is too large a FormatException.
            throw new InvalidDataException($"the header cannot be read: {exception.Message}", exception);
        }

        CheckPlaces();
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors => _tensors;

    /// <summary>What the writer said of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    private void ReadHeader(Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (Next(ref json) == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
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
            string key = json.GetString()!;
            Expect(ref json, JsonTokenType.String, $"{MetadataKey}.{key}");
            _metadata[key] = json.GetString()!;
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
            string key = json.GetString()!;
            switch (key)
            {
                case "dtype":
                    Expect(ref json, JsonTokenType.String, $"dtype of tensor '{name}'");
                    type = json.GetString()!;
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
