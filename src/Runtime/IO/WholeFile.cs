namespace RnnGen.IO;

/// <summary>Writes files so that their name always holds a whole file: the old one or the new one.</summary>
internal static class WholeFile
{
    /// <summary>Writes to a temporary name beside the file, flushes to the disk and moves it into place.</summary>
    /// <param name="path">The file; one that is there is replaced once the new one is whole.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="onlyWriter">
    /// Whether nobody else writes this file at the same time. The temporary name is then always the same, so that what a
    /// killed process left behind is replaced.
    /// </param>
    public static void Write(string path, Action<Stream> write, bool onlyWriter = false)
    {
        string full = Path.GetFullPath(path);
        string temporary = onlyWriter ? $"{full}.tmp" : $"{full}.{Guid.NewGuid():N}.tmp";

        // Before the try: a file that another writer has open is not this call's to delete.
        var stream = new FileStream(temporary, onlyWriter ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
