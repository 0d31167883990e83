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
    private const string Version = "4";
    private const int ChecksumLength = 8;

    private static readonly byte[] s_start = Encoding.ASCII.GetBytes("{\"__metadata__\":{\"" + ChecksumKey + "\":\"");

    private readonly SafeTensorsReader _file;

    private CheckpointFile(Stream stream)
    {
        _file = new SafeTensorsReader(stream);
        if (Text(VersionKey, "it holds no checkpoint: a training's Checkpoint or SaveCheckpoint writes one") is not Version and string version)
            throw new InvalidDataException($"it is a checkpoint of version {version}; this RnnGen reads version {Version}");
        if (!_file.Start[sizeof(long)..].StartsWith(s_start) || Text(ChecksumKey) != Load())
            throw new InvalidDataException("it is damaged: its checksum is not that of its content");
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors => _file.Tensors;

    private static int ChecksumOffset => sizeof(long) + s_start.Length;

    /// <summary>Reads a checkpoint into memory.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or none.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static CheckpointFile Read(string path)
    {
        using FileStream stream = ReadableFile.Open(path);
        return new CheckpointFile(stream);
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="stream">The file, which is empty and can seek.</param>
    /// <param name="add">Adds what it holds.</param>
    public static void Write(Stream stream, Action<SafeTensorsWriter> add)
    {
        var writer = new SafeTensorsWriter();
        writer.AddMetadata(ChecksumKey, new string('0', ChecksumLength));
        writer.AddMetadata(VersionKey, Version);
        add(writer);
        byte[] start = writer.Start();
        Crc32 crc = ChecksumOf(start);
        stream.Write(start);
        writer.WriteTensors(bytes =>
        {
            crc.Append(bytes);
            stream.Write(bytes);
        });
        stream.Position = ChecksumOffset;
        stream.Write(Encoding.ASCII.GetBytes(Text(crc)));
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

    /// <summary>Reads all tensors and gives the checksum of the file.</summary>
    private string Load()
    {
        Crc32 crc = ChecksumOf(_file.Start);
        foreach (SafeTensor tensor in _file.InOrder())
        {
            tensor.Load();
            foreach (byte[] piece in tensor.Pieces)
                crc.Append(piece);
        }

        return Text(crc);
    }

    /// <summary>The checksum so far of a file that begins so: of all but the checksum itself.</summary>
    private static Crc32 ChecksumOf(ReadOnlySpan<byte> start)
    {
        Crc32 crc = default;
        crc.Append(start[..ChecksumOffset]);
        crc.Append(start[(ChecksumOffset + ChecksumLength)..]);
        return crc;
    }

    private static string Text(Crc32 crc) => crc.Value.ToString("x8", CultureInfo.InvariantCulture);
}
