using System.IO.Compression;

namespace RnnGen.Data;

/// <summary>
/// Reads .npz, NumPy's format of several arrays: a zip archive of .npy files, compressed or not
/// (<c>numpy.savez</c>, <c>numpy.savez_compressed</c>).
/// </summary>
public static class Npz
{
    private const string Extension = ".npy";

    /// <summary>Names of the arrays in a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">The file is not a zip archive, or is damaged.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static string[] Names(string path)
        => Use(path, (archive, _) => archive.Entries.Select(Name).ToArray());

    /// <summary>Reads one array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the array.</param>
    /// <exception cref="DataFormatException">
    /// The file or the array is damaged, or the array is not one of numbers or booleans.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such array; the message lists those there are.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static NumericArray Read(string path, string name) => Use(path, (archive, fileLength) =>
    {
        ZipArchiveEntry? entry = archive.Entries.FirstOrDefault(entry => Name(entry) == name);
        return entry is not null
            ? Read(path, entry, fileLength)
            : throw new ArgumentException(
                $"{path} has no array \"{name}\"; there is: {string.Join(", ", archive.Entries.Select(Name))}.", nameof(name));
    });

    /// <summary>Reads all arrays.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name.</returns>
    /// <exception cref="DataFormatException">
    /// The file or an array is damaged, or an array is not one of numbers or booleans.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path) => Use(path, (archive, fileLength) =>
    {
        Dictionary<string, NumericArray> arrays = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!arrays.TryAdd(Name(entry), Read(path, entry, fileLength)))
                throw new DataFormatException(path, $"two arrays \"{Name(entry)}\"", "one of each name");
        }

        return arrays;
    });

    private static string Name(ZipArchiveEntry entry)
        => entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;

    private static NumericArray Read(string path, ZipArchiveEntry entry, long fileLength)
    {
        // The archive's directory may lie about lengths; the file's own does not.
        long atLeast = Math.Min(entry.CompressedLength, fileLength);
        using var reader = new DataReader(new CheckedEntryStream(entry), $"{path}, {entry.FullName}", null, atLeast);
        return Npy.Read(reader);
    }

    private static T Use<T>(string path, Func<ZipArchive, long, T> use)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            return use(archive, file.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DataFormatException(
                path, "a zip archive that is damaged or cut off, or none at all", "a whole .npz file", inner: exception);
        }
    }
}
