using System.IO.Compression;

namespace RnnGen.Data;

/// <summary>An .npz file that is open: a zip archive of .npy files, compressed or not.</summary>
internal sealed class NpzArchive : IDisposable
{
    private const string Extension = ".npy";

    private readonly string _file;
    private readonly long _length;
    private readonly ZipArchive _archive;
    private readonly OrderedDictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <param name="stream">The file, which can seek; it is disposed with the archive.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="DataFormatException">It is no zip archive, or its directory is damaged.</exception>
    public NpzArchive(Stream stream, string file)
    {
        (_file, _length) = (file, stream.Length);
        if (ZipDirectory.OtherMethod(stream) is int method)
            throw new DataFormatException(file, $"compression method {method}", "0 or 8 (stored or deflated), as NumPy writes them");
        _archive = Guard(() => new ZipArchive(stream, ZipArchiveMode.Read));
        long compressed = 0;
        foreach (ZipArchiveEntry entry in Guard(() => _archive.Entries))
        {
            string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;
            if (!_entries.TryAdd(name, entry))
                throw new DataFormatException(file, $"two arrays \"{name}\"", "one of each name");
            compressed += Math.Clamp(entry.CompressedLength, 0, int.MaxValue);
        }

        // Entries that share their content would make much of a small file.
        if (compressed > _length)
            throw new DataFormatException(file, $"{DataReader.Count(compressed)} in its arrays", $"at most the file's {DataReader.Count(_length)}");
    }

    /// <summary>Names of the arrays, in the order of the file.</summary>
    public IReadOnlyList<string> Names => _entries.Keys;

    /// <summary>The shape of an array, without reading its numbers.</summary>
    /// <exception cref="DataFormatException">It is damaged, or not one of numbers or booleans.</exception>
    public int[] ShapeOf(string name)
    {
        using DataReader content = Open(name);
        return new NpyReader(content).Shape;
    }

    /// <summary>Reads an array.</summary>
    /// <exception cref="DataFormatException">It is damaged, or not one of numbers or booleans.</exception>
    public NumericArray Read(string name)
    {
        using DataReader content = Open(name);
        return new NpyReader(content).ReadNumbers();
    }

    public void Dispose() => _archive.Dispose();

    private DataReader Open(string name)
    {
        ZipArchiveEntry entry = _entries[name];

        // The archive's directory may lie about lengths; the file's own does not.
        long atLeast = Math.Min(entry.CompressedLength, _length);
        return new DataReader(Guard(() => new CheckedEntryStream(entry)), $"{_file}, {entry.FullName}", null, atLeast);
    }

    private T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DataFormatException(
                _file, "a zip archive that is damaged or cut off, or none at all", "a whole .npz file", inner: exception);
        }
    }
}
