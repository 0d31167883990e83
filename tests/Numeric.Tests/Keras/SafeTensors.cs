using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>
/// A strict reader of the .safetensors format: an 8-byte little-endian header length, a JSON header, then the raw
/// little-endian tensors, which must fill the rest of the file without gap or overlap.
/// </summary>
internal sealed class SafeTensors
{
    private readonly Dictionary<string, TensorData> _tensors = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Reads a whole file that is already in memory.</summary>
    /// <exception cref="InvalidDataException">The bytes break a rule of the format; the message says which.</exception>
    public SafeTensors(ReadOnlyMemory<byte> file)
    {
        if (file.Length < 8)
            throw new InvalidDataException($"A safetensors file has at least 8 bytes; this one has {file.Length}.");

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (headerLength > (ulong)(file.Length - 8))
        {
            throw new InvalidDataException(
                $"The header says it is {headerLength} bytes long; {file.Length - 8} bytes follow.");
        }

        using JsonDocument header = ParseHeader(file.Slice(8, (int)headerLength));
        ReadOnlyMemory<byte> data = file[(8 + (int)headerLength)..];
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
                ReadMetadata(entry.Value);
            else if (!_tensors.TryAdd(entry.Name, TensorData.Read(entry, data)))
                throw new InvalidDataException($"Tensor '{entry.Name}' stands twice in the header.");
        }

        RequireNoGaps(data.Length);
    }

    public static SafeTensors Open(string path) => new(File.ReadAllBytes(path));

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TensorData this[string name] => _tensors.TryGetValue(name, out TensorData? tensor)
        ? tensor
        : throw new KeyNotFoundException($"No tensor '{name}'; there are: {string.Join(", ", _tensors.Keys)}.");

    private static JsonDocument ParseHeader(ReadOnlyMemory<byte> json)
    {
        try
        {
            JsonDocument header = JsonDocument.Parse(json);
            return header.RootElement.ValueKind == JsonValueKind.Object
                ? header
                : throw new InvalidDataException($"The header is a JSON {header.RootElement.ValueKind}, not an object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The header is not JSON: {exception.Message}", exception);
        }
    }

    private void ReadMetadata(JsonElement metadata)
    {
        foreach (JsonProperty entry in metadata.EnumerateObject())
            _metadata.Add(entry.Name, entry.Value.GetString() ?? "");
    }

    private void RequireNoGaps(long length)
    {
        long end = 0;
        foreach ((string name, TensorData tensor) in _tensors.OrderBy(t => t.Value.Begin).ThenBy(t => t.Value.End))
        {
            if (tensor.Begin != end)
                throw new InvalidDataException($"Tensor '{name}' begins at byte {tensor.Begin}, expected {end}.");
            end = tensor.End;
        }

        if (end != length)
            throw new InvalidDataException($"The tensors end at byte {end} of {length}.");
    }
}

/// <summary>One tensor of a file: its type as the format names it (F32, F64, I32), its shape and its bytes.</summary>
internal sealed class TensorData
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private TensorData(string name, string type, int[] shape, long begin, ReadOnlyMemory<byte> bytes)
    {
        (Name, Type, Shape, Begin, _bytes) = (name, type, shape, begin, bytes);
    }

    public string Name { get; }

    public string Type { get; }

    public int[] Shape { get; }

    public long Begin { get; }

    public long End => Begin + _bytes.Length;

    public float[] Floats() => Values<float>("F32");

    public double[] Doubles() => Values<double>("F64");

    public int[] Integers() => Values<int>("I32");

    /// <summary>The values as double, whichever floating type the file has.</summary>
    public double[] Reals() => Type == "F64" ? Doubles() : Array.ConvertAll(Floats(), value => (double)value);

    internal static TensorData Read(JsonProperty entry, ReadOnlyMemory<byte> data)
    {
        string type = entry.Value.GetProperty("dtype").GetString() ?? "";
        int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(at => at.GetInt64())];
        int elementSize = type switch
        {
            "F32" or "I32" => 4,
            "F64" => 8,
            _ => throw new InvalidDataException($"Tensor '{entry.Name}' has type '{type}'; F32, F64 and I32 are read."),
        };

        if (shape.Any(size => size < 0))
            throw new InvalidDataException($"Tensor '{entry.Name}' has shape ({string.Join(", ", shape)}).");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > data.Length)
        {
            throw new InvalidDataException(
                $"Tensor '{entry.Name}' lies at [{string.Join(", ", offsets)}] of {data.Length} bytes.");
        }

        long expected = shape.Aggregate((long)elementSize, (product, size) => checked(product * size));
        long found = offsets[1] - offsets[0];
        if (found != expected)
            throw new InvalidDataException($"Tensor '{entry.Name}' has {found} bytes; its shape needs {expected}.");

        return new TensorData(entry.Name, type, shape, offsets[0], data.Slice((int)offsets[0], (int)found));
    }

    private T[] Values<T>(string type)
        where T : unmanaged
    {
        if (Type != type)
            throw new InvalidDataException($"Tensor '{Name}' has type {Type}, wanted {type}.");

        // The format and every platform that .NET 10 runs on are little-endian; a copy also lifts alignment concerns.
        T[] values = new T[_bytes.Length / Marshal.SizeOf<T>()];
        _bytes.Span.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
