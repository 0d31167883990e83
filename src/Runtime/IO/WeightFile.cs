using System.Globalization;
using RnnGen.Data;

namespace RnnGen.IO;

/// <summary>The tensors of a weight file: .safetensors, .npz or .npy; its first bytes tell which.</summary>
internal sealed class WeightFile : IDisposable
{
    /// <summary>How <c>numpy.savez</c> names arrays that are given without a name: arr_0, arr_1 …</summary>
    private const string PositionPrefix = "arr_";

    private static readonly Dictionary<string, string> s_noMetadata = [];

    private readonly IDisposable? _open;

    private WeightFile(IReadOnlyDictionary<string, StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, IDisposable? open = null)
    {
        Tensors = tensors;
        Metadata = metadata ?? s_noMetadata;
        _open = open;
        IsOrdered = metadata is null && Enumerable.Range(0, tensors.Count).All(position => tensors.ContainsKey(NameAt(position)));
    }

    /// <summary>The tensors by name. They can be loaded until this is disposed of.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>What the writer said of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether the tensors have positions instead of names: <see cref="NameAt"/>.</summary>
    public bool IsOrdered { get; }

    /// <summary>The name of a tensor that has only a position.</summary>
    public static string NameAt(int position) => string.Create(CultureInfo.InvariantCulture, $"{PositionPrefix}{position}");

    /// <summary>Reads a file from its start.</summary>
    /// <param name="stream">The file, which can seek; it is disposed with this.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or none of these; the message does not name it.</exception>
    /// <exception cref="DataFormatException">The same, with the file's name in the message.</exception>
    public static WeightFile Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[6];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;

        // A .safetensors file that began so would have a header of 67 MB at least.
        if (start is [(byte)'P', (byte)'K', < 8, < 8, ..])
            return ReadNpz(stream, name);
        if (start is [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'])
            return ReadNpy(stream, name);

        var file = new SafeTensorsReader(stream);
        return new WeightFile(file.Tensors.ToDictionary(tensor => tensor.Key, StoredTensor (tensor) => tensor.Value), file.Metadata, stream);
    }

    public void Dispose() => _open?.Dispose();

    private static WeightFile ReadNpz(Stream stream, string name)
    {
        var archive = new NpzArchive(stream, name);
        try
        {
            var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
            foreach (string array in archive.Names)
            {
                // Keras' paths are written with slashes, names in weight files with points.
                var tensor = new NumpyTensor(array.Replace('/', '.'), archive.ShapeOf(array), () => archive.Read(array));
                if (!tensors.TryAdd(tensor.Name, tensor))
                    throw new InvalidDataException($"two arrays are named '{tensor.Name}'");
            }

            return new WeightFile(tensors, open: archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static WeightFile ReadNpy(Stream stream, string name)
    {
        var reader = new DataReader(stream, name, stream.Length);
        var array = new NpyReader(reader);
        var tensor = new NumpyTensor(NameAt(0), array.Shape, array.ReadNumbers);
        return new WeightFile(new Dictionary<string, StoredTensor> { [tensor.Name] = tensor }, open: reader);
    }
}
