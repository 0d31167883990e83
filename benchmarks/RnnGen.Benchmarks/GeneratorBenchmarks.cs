using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator;

namespace RnnGen.Benchmarks;

/// <summary>
/// What the generator costs the person who types: the first run over a model of five layers, a run after an edit in
/// another file (which must redo nothing but the look at the model's attributes), and one after an edit of the model.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string Usings = "global using RnnGen;";

    private const string Model =
        """
        [Model(28, 28, Batch = 32)]
        [LSTM(64, ReturnSequences = true)]
        [LSTM(64, ReturnSequences = true)]
        [GRU(32)]
        [Dense(32, Activation = Activation.Relu)]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        public sealed partial class FiveLayers;
        """;

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _editedElsewhere = null!;
    private CSharpCompilation _editedModel = null!;
    private GeneratorDriver _warm = null!;

    [GlobalSetup]
    public void Setup()
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        SyntaxTree model = CSharpSyntaxTree.ParseText(Model), other = CSharpSyntaxTree.ParseText("class Other;");
        _compilation = CSharpCompilation.Create(
            "User",
            [CSharpSyntaxTree.ParseText(Usings), model, other],
            platform.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _editedElsewhere = _compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int edited; }"));
        _editedModel = _compilation.ReplaceSyntaxTree(model, CSharpSyntaxTree.ParseText(Model.Replace("GRU(32)", "GRU(33)", StringComparison.Ordinal)));
        _warm = NewDriver().RunGenerators(_compilation);
        if (_warm.GetRunResult() is not { Diagnostics.IsEmpty: true, GeneratedTrees.Length: 3 })
            throw new InvalidOperationException("The benchmark's model does not compile.");
    }

    /// <summary>Everything anew, as when a project is opened; the JIT is warm.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver FirstRun() => NewDriver().RunGenerators(_compilation);

    [Benchmark]
    public GeneratorDriver AfterUnrelatedEdit() => _warm.RunGenerators(_editedElsewhere);

    [Benchmark]
    public GeneratorDriver AfterEditOfTheModel() => _warm.RunGenerators(_editedModel);

    private static CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(new ModelGenerator());
}
