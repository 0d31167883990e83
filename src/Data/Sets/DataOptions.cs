namespace RnnGen.Data;

/// <summary>
/// Where a named data set is looked for. The places, in order: <see cref="Folder"/>; the folder that the environment
/// variable <c>RNNGEN_DATA</c> names; the cache folder (<c>$XDG_CACHE_HOME/rnngen</c> or <c>~/.cache/rnngen</c>,
/// <c>~/Library/Caches/rnngen</c> on macOS, <c>%LOCALAPPDATA%\RnnGen</c> on Windows); the system's own place, if there is
/// one. In each, a data set has a folder of its own: <c>mnist</c>, <c>fashion-mnist</c>, <c>cifar-10</c>, <c>imdb</c>,
/// <c>reuters-21578</c>. What is nowhere is downloaded into the cache folder.
/// </summary>
public sealed record DataOptions
{
    /// <summary>A folder with the files, or with the folder of the data set; null to look in the other places only.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a data set that is nowhere may be downloaded.</summary>
    public bool Download { get; init; } = true;

    /// <summary>Told how far downloads are; null for nobody.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>Ends a download; what has come is kept, and the next attempt goes on there.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The places of this process; tests have their own.</summary>
    internal DataPlaces Places { get; init; } = DataPlaces.OfThisProcess();
}
