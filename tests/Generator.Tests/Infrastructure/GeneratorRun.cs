using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>What came out of one run of the generator.</summary>
internal sealed class GeneratorRun(
    GeneratorDriver driver, CSharpCompilation input, CSharpCompilation output, ImmutableArray<Diagnostic> diagnostics)
{
    private IReadOnlyList<Diagnostic>? _all;

    public GeneratorDriver Driver => driver;

    /// <summary>The user's code alone.</summary>
    public CSharpCompilation Input => input;

    /// <summary>The user's code with the generated files.</summary>
    public CSharpCompilation Output => output;

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>What the generator and its analyzer report, without what the user's pragmas suppress.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = [.. diagnostics.Where(item => !item.IsSuppressed), .. Analyze(output)];

    /// <summary>The generated files by their hint name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>The models that parsing found.</summary>
    public IReadOnlyList<ModelSpec> Models =>
        Result.TrackedSteps.TryGetValue(TrackingNames.Model, out var steps)
            ? [.. steps.SelectMany(step => step.Outputs).Select(step => (ModelSpec)step.Value)]
            : [];

    /// <summary>Everything the user sees: the generator's and the compiler's diagnostics for all files together.</summary>
    public IReadOnlyList<Diagnostic> AllDiagnostics =>
        _all ??= [.. Diagnostics, .. output.GetDiagnostics().Where(item => item is { Severity: > DiagnosticSeverity.Hidden, IsSuppressed: false })];

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation output) =>
        output.WithAnalyzers([new MissingModelAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    public Type LoadType(string metadataName)
    {
        using MemoryStream assembly = new();
        var emitted = output.Emit(assembly);
        Assert.True(emitted.Success, Describe(emitted.Diagnostics));
        return System.Reflection.Assembly.Load(assembly.ToArray()).GetType(metadataName, throwOnError: true)!;
    }

    /// <summary>The value of a constant that a model has.</summary>
    public object? Constant(string metadataName, string constant) =>
        output.GetTypeByMetadataName(metadataName)?.GetMembers(constant).OfType<IFieldSymbol>().SingleOrDefault()?.ConstantValue;

    /// <summary>No diagnostic of any kind, in the user's code or in the generated.</summary>
    public GeneratorRun AssertClean()
    {
        Assert.True(AllDiagnostics.Count == 0, Describe(AllDiagnostics));
        return this;
    }

    /// <summary>Diagnostics with the source lines they point to; generated files are shown whole, with line numbers.</summary>
    public string Describe(IEnumerable<Diagnostic> items)
    {
        StringBuilder text = new();
        HashSet<SyntaxTree> generated = [];
        foreach (Diagnostic item in items)
        {
            text.Append(item).Append('\n');
            if (item.Location.SourceTree is { } tree && !input.SyntaxTrees.Contains(tree))
                generated.Add(tree);
        }

        foreach (SyntaxTree tree in generated)
        {
            text.Append(CultureInfo.InvariantCulture, $"--- {tree.FilePath}\n");
            foreach (var line in tree.GetText().Lines)
                text.Append(CultureInfo.InvariantCulture, $"{line.LineNumber + 1,5}  {line}\n");
        }

        return text.ToString();
    }
}
