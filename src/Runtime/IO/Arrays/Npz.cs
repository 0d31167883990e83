using RnnGen.IO;

namespace RnnGen.Data;

/// <summary>
/// Reads .npz, NumPy's format of several arrays: a zip archive of .npy files, compressed or not
/// (<c>numpy.savez</c>, <c>numpy.savez_compressed</c>).
/// </summary>
public static class Npz
{
    /// <summary>Names of the arrays in a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">The file is not a zip archive, or is damaged.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static string[] Names(string path)
    {
        using NpzArchive archive = Open(path);
        return [.. archive.Names];
    }

    /// <summary>Reads one array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the array.</param>
    /// <exception cref="DataFormatException">
    /// The file or the array is damaged, or the array is not one of numbers or booleans.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such array; the message lists those there are.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static NumericArray Read(string path, string name)
    {
        using NpzArchive archive = Open(path);
        return archive.Names.Contains(name)
            ? archive.Read(name)
            : throw new ArgumentException(
                $"{path} has no array \"{name}\"; there is: {string.Join(", ", archive.Names)}.", nameof(name));
    }

    /// <summary>Reads all arrays.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name.</returns>
    /// <exception cref="DataFormatException">
    /// The file or an array is damaged, or an array is not one of numbers or booleans.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path)
    {
        using NpzArchive archive = Open(path);
        return archive.Names.ToDictionary(name => name, archive.Read, StringComparer.Ordinal);
    }

    private static NpzArchive Open(string path)
    {
        var file = ReadableFile.Open(path);
        try
        {
            return new NpzArchive(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
