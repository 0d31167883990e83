using System.Formats.Tar;
using RnnGen.IO;

namespace RnnGen.Data;

/// <summary>Reads archives of the form .tar.gz front to back.</summary>
internal static class TarGz
{
    /// <summary>Calls back with each file of an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="use">
    /// Gets the file's name in the archive, and a reader of its content, which is gone when the call returns.
    /// </param>
    /// <exception cref="DataFormatException">The archive is damaged or cut off.</exception>
    public static void Read(string path, Action<string, DataReader> use)
    {
        using var file = ReadableFile.Open(path);
        using var content = new WholeGzipStream(file);
        using var tar = new TarReader(content);
        string last = "its start";
        while (Next() is TarEntry entry)
        {
            last = entry.Name;
            if (entry.DataStream is null || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;

            using var reader = new DataReader(entry.DataStream, $"{path}, {entry.Name}", null);
            use(entry.Name, reader);
        }

        TarEntry? Next()
        {
            try
            {
                // Behind the last file there is only padding, but whether the archive is whole shows at its very end.
                TarEntry? entry = tar.GetNextEntry();
                if (entry is null)
                    content.CopyTo(Stream.Null);
                return entry;
            }
            catch (Exception exception) when (exception is not IOException or EndOfStreamException)
            {
                // What damage makes a TarReader throw is not said, and it is many things.
                throw new DataFormatException(
                    path, $"an archive that is damaged or cut off behind {last}", "a whole .tar.gz file", inner: exception);
            }
        }
    }
}
