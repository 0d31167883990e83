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
}
