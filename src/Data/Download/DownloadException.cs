namespace RnnGen.Data;

/// <summary>A file could not be downloaded, or what came was not the file.</summary>
internal sealed class DownloadException(string message, DownloadFailure failure, Exception? inner = null)
    : IOException(message, inner)
{
    public DownloadFailure Failure { get; } = failure;
}

/// <summary>What to do about a download that failed.</summary>
internal enum DownloadFailure
{
    /// <summary>The transfer was cut off, or the server is busy: go on where it ended.</summary>
    Interrupted,

    /// <summary>There is no connection, or no such file there: trying again at once will not help.</summary>
    Unreachable,

    /// <summary>What came is not the file: throw it away.</summary>
    WrongFile,
}
