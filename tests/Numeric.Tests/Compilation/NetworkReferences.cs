using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Compilation;

/// <summary>What a user's project references: the framework, RnnGen and the tensor package (and here the double models).</summary>
internal static class NetworkReferences
{
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsFramework)
            .Concat(new[] { typeof(Model), typeof(ModelAttribute), typeof(TensorPrimitives), typeof(DoubleModel) }
                .Select(type => type.Assembly.Location))
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The framework's folder has native libraries too, which start with other words on every platform.</summary>
    private static bool IsFramework(string path) => Path.GetFileName(path) is { } file
        && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll")
        && !file.Contains(".Native.", StringComparison.Ordinal);
}
