using System.Collections.Immutable;
using System.Globalization;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator;

/// <summary>
/// File names are the models' full names. The compiler compares them without regard to case and throws all generated
/// files away when two are equal, so the rare classes whose names differ in case only get a prefix.
/// </summary>
internal static class HintNames
{
    /// <summary>The names, in lower case, that more than one file has; almost always none.</summary>
    public static EquatableArray<string> FindClashes(ImmutableArray<CompiledModel> models, CancellationToken cancellationToken) =>
        models
            .SelectMany(model => model.Files)
            .GroupBy(file => file.HintName.ToLowerInvariant())
            .Where(files => files.Count() > 1)
            .Select(files => files.Key)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>The files of one model, under names that no other model's files have.</summary>
    public static EquatableArray<GeneratedFile> MakeUnique(
        (CompiledModel Model, EquatableArray<string> Clashes) input, CancellationToken cancellationToken) =>
        input.Model.Files
            .Select(file => input.Clashes.Contains(file.HintName.ToLowerInvariant())
                ? file with { HintName = $"{Prefix(input.Model.MetadataName)}.{file.HintName}" }
                : file)
            .ToEquatableArray();

    /// <summary>FNV-1a of the full name: the same in each build, whatever other models there are.</summary>
    private static string Prefix(string metadataName)
    {
        uint hash = 2166136261;
        foreach (char character in metadataName)
            hash = unchecked((hash ^ character) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
