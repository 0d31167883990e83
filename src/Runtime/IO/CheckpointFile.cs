using System.Globalization;
using System.Text;

namespace RnnGen.IO;

/// <summary>
/// A checkpoint: a .safetensors file with a checksum. The checksum stands first in the header, at a place that is always
/// the same, and is that of all other bytes of the file.
/// </summary>
internal sealed class CheckpointFile
{
    private const string ChecksumKey = "rnngen.checksum";
    private const string VersionKey = "rnngen.checkpoint";
    private const string Version = "2";
    private const int ChecksumLength = 8;

    private static readonly byte[] s_start = Encoding.ASCII.GetBytes("{\"__metadata__\":{\"" + ChecksumKey + "\":\"");

    private readonly SafeTensorsReader _file;

    /// <summary>Reads a checkpoint that is in memory.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or none.</exception>
    public CheckpointFile(byte[] bytes)
    {
        _file = new SafeTensorsReader(bytes);
        if (Text(VersionKey, "it holds no checkpoint: a training's Checkpoint or SaveCheckpoint writes one") is not Version and string version)
            throw new InvalidDataException($"it is a checkpoint of version {version}; this RnnGen reads version {Version}");
        if (!bytes.AsSpan(sizeof(long)).StartsWith(s_start) || Text(ChecksumKey) != Checksum(bytes))
            throw new InvalidDataException("it is damaged: its checksum is not that of its content");
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors => _file.Tensors;

    private static int ChecksumOffset => sizeof(long) + s_start.Length;

    /// <summary>Makes a checkpoint.</summary>
    /// <param name="add">Adds what it holds.</param>
    public static byte[] Make(Action<SafeTensorsWriter> add)
    {
        var writer = new SafeTensorsWriter();
        writer.AddMetadata(ChecksumKey, new string('0', ChecksumLength));
        writer.AddMetadata(VersionKey, Version);
        add(writer);
        using var stream = new MemoryStream();
        writer.Write(stream);
        byte[] bytes = stream.ToArray();
        Encoding.ASCII.GetBytes(Checksum(bytes), bytes.AsSpan(ChecksumOffset));
        return bytes;
    }

    public bool Has(string tensor) => Tensors.ContainsKey(tensor);

    /// <summary>A tensor that must be there, in this shape.</summary>
    public SafeTensor Tensor(string name, ReadOnlySpan<int> shape)
    {
        if (!Tensors.TryGetValue(name, out SafeTensor? tensor))
            throw new InvalidDataException($"there is no tensor '{name}'");
        return tensor.Shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw new InvalidDataException($"tensor '{name}' has shape {ShapeText.Tuple(tensor.Shape)}, wanted {ShapeText.Tuple(shape)}");
    }

    /// <summary>A list of 64-bit numbers that must be there.</summary>
    public double[] Doubles(string name) => Tensors.TryGetValue(name, out SafeTensor? tensor) && tensor.Type == "F64"
        ? tensor.ToDoubles()
        : throw new InvalidDataException($"there is no tensor '{name}' of type F64");

    /// <summary>Something said of the file, which must be there.</summary>
    public string Text(string key, string? otherwise = null) => _file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw new InvalidDataException(otherwise ?? $"it does not say its {key}");

    public long Integer(string key) => Number<long>(key);

    public float Single(string key) => Number<float>(key);

    public double Double(string key) => Number<double>(key);

    private T Number<T>(string key)
        where T : struct, IParsable<T> => T.TryParse(Text(key), CultureInfo.InvariantCulture, out T number)
        ? number
        : throw new InvalidDataException($"its {key} is '{Text(key)}', wanted a number");

    private static string Checksum(ReadOnlySpan<byte> bytes)
    {
        Crc32 crc = default;
        crc.Append(bytes[..ChecksumOffset]);
        crc.Append(bytes[(ChecksumOffset + ChecksumLength)..]);
        return crc.Value.ToString("x8", CultureInfo.InvariantCulture);
    }
}
