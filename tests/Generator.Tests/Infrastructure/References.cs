using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>What a user's project references: the framework that runs the tests, RnnGen's own assemblies, and one of the company's.</summary>
internal static class References
{
    public static IReadOnlyList<MetadataReference> All { get; } = [.. Framework(), .. Library(), CompanyCells()];

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

    /// <summary>The assembly Company.Cells, with a cell that would do, if its source were here.</summary>
    public static CSharpCompilation CompanyCellsProject() => CSharpCompilation.Create(
        "Company.Cells",
        [CSharpSyntaxTree.ParseText(
            """
            namespace Company.Cells
            {
                using RnnGen.Cells;
                public static class SharedCell
                {
                    public static Vector Step(Vector x, Vector h, Kernel W) => Gate(x * W);
                    public static Vector Gate(Vector v) => Functions.Sigmoid(v);
                }
            }
            """)],
        [.. Framework(), .. Library()],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static MetadataReference CompanyCells()
    {
        using MemoryStream image = new();
        Assert.True(CompanyCellsProject().Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
