using System.Runtime.CompilerServices;

namespace RnnGen.Data.Tests.Infrastructure;

/// <summary>Real data sets beside the repository or where RNNGEN_DATA says; tests that need them are skipped without.</summary>
internal static class RealData
{
    private static readonly string? s_folder = Find();

    public static string Path(params string[] parts)
        => System.IO.Path.Combine([s_folder ?? throw new InvalidOperationException("There are no data sets."), .. parts]);

    /// <summary>Why a test of some files cannot run; null if it can.</summary>
    public static string? Missing(string[] files)
    {
        if (s_folder is null)
            return "No data sets: RNNGEN_DATA is not set and there is no folder shared/data beside the repository.";

        string? missing = files.FirstOrDefault(file => !File.Exists(Path(file.Split('/'))));
        return missing is null ? null : $"The data sets in {s_folder} do not include {missing}.";
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RNNGEN_DATA") is { Length: > 0 } folder)
            return folder;

        for (DirectoryInfo? at = new FileInfo(SourceFile()).Directory; at is not null; at = at.Parent)
        {
            string beside = System.IO.Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(beside))
                return beside;
        }

        return null;
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}

/// <summary>A test on real files, by their paths below the data folder; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute(params string[] files) => Skip = RealData.Missing(files);
}
