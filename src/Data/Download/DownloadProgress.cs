namespace RnnGen.Data;

/// <summary>How far the download of a file is.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="Received">Bytes that are there, those of an earlier attempt included.</param>
/// <param name="Length">Bytes of the whole file.</param>
public readonly record struct DownloadProgress(string File, string Address, long Received, long Length);
