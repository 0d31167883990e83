using System.Runtime.CompilerServices;

namespace RnnGen.Package.Tests;

/// <summary>The repository that the tests stand in.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    public static string Read(params string[] path) => System.IO.File.ReadAllText(File(path)).ReplaceLineEndings("\n");

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
