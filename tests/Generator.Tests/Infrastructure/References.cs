using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>What a user's project references: the framework that runs the tests, and RnnGen's own assemblies.</summary>
internal static class References
{
    public static IReadOnlyList<MetadataReference> All { get; } = [.. Framework(), .. Library()];

    private static IEnumerable<MetadataReference> Framework()
    {
        // The list of trusted platform assemblies has the test runner's as well; those are in another directory.
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    private static IEnumerable<MetadataReference> Library() =>
        new[] { typeof(ModelAttribute), typeof(Model), typeof(System.Numerics.Tensors.Tensor) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location));
}
