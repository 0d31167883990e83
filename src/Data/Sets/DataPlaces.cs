namespace RnnGen.Data;

/// <summary>The folders outside a program where data sets are looked for.</summary>
/// <param name="DataFolder">What <c>RNNGEN_DATA</c> says; null if it is not set.</param>
/// <param name="CacheFolder">Where downloads are kept; null if the user has no such folder.</param>
/// <param name="SystemFolder">Where Debian's packages put data sets.</param>
internal sealed record DataPlaces(string? DataFolder, string? CacheFolder, string SystemFolder)
{
    public const string Variable = "RNNGEN_DATA";

    /// <summary>Those there are, in the order in which they are looked in.</summary>
    public IEnumerable<string> InOrder
        => new[] { DataFolder, CacheFolder, Directory.Exists(SystemFolder) ? SystemFolder : null }.OfType<string>();

    public static DataPlaces OfThisProcess()
        => new(Value(Variable), UsersCache(), "/usr/share/datasets");

    private static string? UsersCache()
    {
        if (OperatingSystem.IsWindows())
            return Under(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "RnnGen");

        // The XDG rules say that a relative path is to be ignored.
        string? xdg = Value("XDG_CACHE_HOME");
        if (xdg is not null && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "rnngen");

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsMacOS() ? Under(home, "Library", "Caches", "rnngen") : Under(home, ".cache", "rnngen");
    }

    private static string? Value(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static string? Under(string folder, params string[] parts)
        => folder.Length == 0 ? null : Path.Combine([folder, .. parts]);
}
