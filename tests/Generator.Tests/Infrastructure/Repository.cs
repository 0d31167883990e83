using System.Runtime.CompilerServices;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>The repository that the tests stand in, for tests that compare the code with its documentation.</summary>
internal static class Repository
{
    private static readonly string s_root = FindRoot(SourceFile());

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([s_root, .. path])).ReplaceLineEndings("\n");

    public static bool Has(params string[] path) => File.Exists(Path.Combine([s_root, .. path]));

    /// <summary>Whether there is such a file or folder.</summary>
    public static bool HasPath(params string[] path) => Path.Exists(Path.Combine([s_root, .. path]));

    public static void Write(string text, params string[] path) => File.WriteAllText(Path.Combine([s_root, .. path]), text);

    public static IEnumerable<string> FileNames(string pattern, params string[] folder) =>
        Directory.GetFiles(Path.Combine([s_root, .. folder]), pattern).Select(path => Path.GetFileName(path));

    private static string FindRoot(string file)
    {
        for (DirectoryInfo? at = new FileInfo(file).Directory; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RnnGen.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException($"No RnnGen.sln above {file}.");
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
