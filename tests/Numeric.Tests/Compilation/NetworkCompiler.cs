using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Specs;

namespace RnnGen.Numeric.Tests.Compilation;

/// <summary>
/// Runs the real generator over many networks at once, and compiles what it gives: once as users get it, once (from
/// the specs that its parser made) in double precision.
/// </summary>
internal sealed class NetworkCompiler
{
    /// <summary>The oldest language version of the supported SDKs. Doc comments are checked by the generator's own tests.</summary>
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.None);

    /// <summary>For code that differs from the generator's in types or style: it is not searched for nulls again.</summary>
    private static readonly CSharpParseOptions SpecParseOptions =
        ParseOptions.WithFeatures([new("run-nullable-analysis", "never")]);

    private readonly Dictionary<string, NetworkSource> _sources;

    private readonly Dictionary<string, SyntaxTree> _userTrees;

    private readonly Dictionary<string, List<SyntaxTree>> _generatedTrees = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ModelSpec> _specs = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);

    public NetworkCompiler(IEnumerable<NetworkSource> sources)
    {
        _sources = sources.ToDictionary(source => source.Key, StringComparer.Ordinal);
        _userTrees = _sources.ToDictionary(
            source => source.Key,
            source => CSharpSyntaxTree.ParseText(source.Value.Code, ParseOptions, path: $"{source.Key}.cs"),
            StringComparer.Ordinal);
        GeneratorRunResult result = RunGenerator(_userTrees.Values);
        if (result.Exception is not null)
            result = RunGenerator(WithoutThrowing());
        Collect(result);
    }

    /// <summary>The networks as users get them.</summary>
    /// <param name="hasStep">Those whose Step is compiled as well; the time of compiling is the time of the tests.</param>
    public CompiledNetworks CompileFloat(Func<string, bool>? hasStep = null) => new(
        "Networks.Float",
        _generatedTrees.ToDictionary(
            network => network.Key,
            network => (IReadOnlyList<SyntaxTree>)
                [_userTrees[network.Key], .. network.Value.Where(file => hasStep is null || hasStep(network.Key) || !IsStep(file.FilePath))]),
        _failures,
        checkOverflow: false);

    private static bool IsStep(string file) => file.EndsWith(".Step.g.cs", StringComparison.Ordinal);

    /// <summary>The same networks in double precision, for those keys; all integer arithmetic is checked.</summary>
    public CompiledNetworks CompileDouble(IEnumerable<string> keys) => CompileSpecs(
        "Networks.Double", keys, spec => ModelCompiler.Compile(spec, NumericType.Double), checkOverflow: true);

    /// <summary>The same networks as another back end prints them, for those keys; without Step, which would double the time it takes.</summary>
    public CompiledNetworks CompileStyle(string style, IEnumerable<string> keys) => CompileSpecs(
        $"Networks.{style}", keys,
        spec => ModelCompiler.Compile(spec with { Style = style })
            .Where(file => !IsStep(file.HintName)).ToEquatableArray(),
        checkOverflow: false);

    private CompiledNetworks CompileSpecs(
        string name, IEnumerable<string> keys, Func<ModelSpec, EquatableArray<GeneratedFile>> compile, bool checkOverflow)
    {
        Dictionary<string, string> failures = new(_failures, StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<SyntaxTree>> trees = new(StringComparer.Ordinal);
        foreach (string key in keys.Where(_specs.ContainsKey))
        {
            try
            {
                trees[key] =
                [
                    CSharpSyntaxTree.ParseText(_sources[key].Code, SpecParseOptions, path: $"{key}.cs"),
                    .. compile(_specs[key]).Select(file =>
                        CSharpSyntaxTree.ParseText(file.Text, SpecParseOptions, path: file.HintName)),
                ];
            }
            catch (Exception exception)
            {
                failures.TryAdd(key, $"Compiling {key} for {name} threw: {exception}");
            }
        }

        return new CompiledNetworks(name, trees, failures, checkOverflow);
    }

    private static GeneratorRunResult RunGenerator(IEnumerable<SyntaxTree> trees)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Networks",
            trees,
            NetworkReferences.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return CSharpGeneratorDriver
            .Create(
                [new ModelGenerator().AsSourceGenerator()],
                parseOptions: ParseOptions,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(compilation)
            .GetRunResult()
            .Results
            .Single();
    }

    /// <summary>Finds the networks on which the generator throws, one by one, and leaves them out.</summary>
    private List<SyntaxTree> WithoutThrowing()
    {
        List<SyntaxTree> good = [];
        foreach ((string key, SyntaxTree tree) in _userTrees)
        {
            if (RunGenerator([tree]).Exception is { } exception)
                _failures[key] = $"The generator threw on {key}:\n{_sources[key].Attributes}\n{exception}";
            else
                good.Add(tree);
        }

        return good;
    }

    private void Collect(GeneratorRunResult result)
    {
        if (result.Exception is not null)
            throw new InvalidOperationException("The generator threw.", result.Exception);

        Dictionary<string, string> keys = _sources.ToDictionary(source => source.Value.TypeName, source => source.Key);
        foreach (GeneratedSourceResult file in result.GeneratedSources)
        {
            // Hint names are the full name of the class, then perhaps a part (`.Kernels`), then `.g.cs`.
            string key = keys.Single(pair => file.HintName.StartsWith($"{pair.Key}.", StringComparison.Ordinal)).Value;
            if (!_generatedTrees.TryGetValue(key, out List<SyntaxTree>? trees))
                _generatedTrees[key] = trees = [];
            trees.Add(CSharpSyntaxTree.ParseText(file.SourceText, ParseOptions, path: file.HintName));
        }

        foreach (ModelSpec spec in result.TrackedSteps[TrackingNames.Model]
            .SelectMany(step => step.Outputs)
            .Select(output => output.Value)
            .OfType<ModelSpec>())
        {
            _specs[keys[spec.Type.MetadataName]] = spec;
        }

        foreach (Diagnostic problem in result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error))
        {
            // A bug of the generator has no location, but the model's name in its message.
            string message = problem.GetMessage(CultureInfo.InvariantCulture);
            string key = problem.Location.SourceTree is { FilePath: var path }
                ? path[..^".cs".Length]
                : keys.Single(pair => message.Contains($"'{pair.Key}'", StringComparison.Ordinal)).Value;
            string text = $"{problem.Id}: {message}";
            if (!_failures.TryAdd(key, $"{key} is refused:\n{_sources[key].Attributes}\n{text}"))
                _failures[key] += $"\n{text}";
        }

        foreach (string key in _sources.Keys.Where(key => !_generatedTrees.ContainsKey(key)))
            _failures.TryAdd(key, $"Nothing was generated for {key}:\n{_sources[key].Attributes}");
    }
}
