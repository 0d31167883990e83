namespace RnnGen.IO;

/// <summary>Opens files for reading.</summary>
internal static class ReadableFile
{
    /// <summary>Opens a file, which others may read at the same time.</summary>
    /// <exception cref="IOException">There is none, it is a folder, or it must not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (UnauthorizedAccessException exception)
        {
            // .NET says so of folders as well, and it is no IOException.
            throw new IOException(Directory.Exists(path) ? $"'{path}' is a folder, wanted a file." : exception.Message, exception);
        }
    }

    /// <summary>Reads a stream that can seek from its start to its end.</summary>
    /// <exception cref="InvalidDataException">It has more bytes than an array.</exception>
    public static byte[] ReadAll(Stream stream)
    {
        if (stream.Length > Array.MaxLength)
            throw new InvalidDataException($"it has {stream.Length} bytes, more than any model's weights: at most {Array.MaxLength} are read");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
