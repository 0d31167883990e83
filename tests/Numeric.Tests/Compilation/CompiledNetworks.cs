using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Compilation;

/// <summary>
/// Many networks in one assembly. A network that does not compile fails the tests that ask for it, with its
/// line-numbered code, and none of the others.
/// </summary>
internal sealed class CompiledNetworks
{
    private const int LinesAround = 6;

    private readonly Dictionary<string, string> _failures;

    private readonly Assembly _assembly;

    /// <param name="name">Of the assembly.</param>
    /// <param name="trees">The user's and the generated code, by the key of the network.</param>
    /// <param name="failures">Networks that failed before this step, with the reason.</param>
    /// <param name="checkOverflow">Compile integer arithmetic as <c>checked</c>.</param>
    public CompiledNetworks(
        string name,
        IReadOnlyDictionary<string, IReadOnlyList<SyntaxTree>> trees,
        IReadOnlyDictionary<string, string> failures,
        bool checkOverflow)
    {
        _failures = new(failures, StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<SyntaxTree>> left = new(trees, StringComparer.Ordinal);
        foreach (string failed in _failures.Keys)
            left.Remove(failed);

        Dump(name, trees);

        // The compiler shows errors of declarations before those of method bodies: several rounds may be needed.
        MemoryStream image = new();
        while (EmitErrors(name, left, checkOverflow, image) is { Count: > 0 } errors)
        {
            foreach ((string key, string report) in errors)
            {
                _failures.Add(key, report);
                left.Remove(key);
            }

            image = new MemoryStream();
        }

        image.Position = 0;
        _assembly = new NetworkLoadContext(name).LoadFromStream(image);
    }

    /// <summary>A new model of the network of that key.</summary>
    /// <exception cref="InvalidOperationException">The network did not compile; the message says why.</exception>
    public object Create(string key, int seed = 0)
    {
        try
        {
            return Activator.CreateInstance(TypeOf(key), seed)!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw new InvalidOperationException($"The constructor of {key} threw: {inner}", inner);
        }
    }

    /// <summary>A new model, as the base class the test uses it through.</summary>
    public TModel Create<TModel>(string key, int seed = 0)
        where TModel : class
    {
        object model = Create(key, seed);
        return model as TModel
            ?? throw new InvalidOperationException($"{key} is a {model.GetType().BaseType}, wanted {typeof(TModel)}.");
    }

    /// <summary>The generated class.</summary>
    public Type TypeOf(string key) => _failures.TryGetValue(key, out string? failure)
        ? throw new InvalidOperationException(failure)
        : _assembly.GetType($"Networks.{key}.Network", throwOnError: true)!;

    private static Dictionary<string, string> EmitErrors(
        string name, Dictionary<string, IReadOnlyList<SyntaxTree>> trees, bool checkOverflow, Stream image)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            trees.Values.SelectMany(files => files),
            NetworkReferences.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                checkOverflow: checkOverflow,
                allowUnsafe: false,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));
        var result = compilation.Emit(image);
        if (result.Success)
            return [];

        Dictionary<SyntaxTree, string> keys = trees
            .SelectMany(network => network.Value.Select(tree => (tree, network.Key)))
            .ToDictionary(pair => pair.tree, pair => pair.Key);
        Diagnostic[] errors = [.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        Diagnostic[] global = [.. errors.Where(error => error.Location.SourceTree is null)];
        if (global.Length > 0)
            throw new InvalidOperationException(string.Join('\n', global.Select(error => error.ToString())));
        return errors
            .GroupBy(error => keys[error.Location.SourceTree!])
            .ToDictionary(group => group.Key, group => Report(group.Key, [.. group]));
    }

    /// <summary>RNNGEN_DUMP=folder writes all code there, to read it or to compile it elsewhere.</summary>
    private static void Dump(string name, IReadOnlyDictionary<string, IReadOnlyList<SyntaxTree>> trees)
    {
        if (Environment.GetEnvironmentVariable("RNNGEN_DUMP") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(Path.Combine(folder, name));
        foreach (SyntaxTree tree in trees.Values.SelectMany(files => files))
            File.WriteAllText(Path.Combine(folder, name, Path.GetFileName(tree.FilePath)), tree.ToString());
    }

    /// <summary>The errors of one network, each with the numbered lines around it.</summary>
    private static string Report(string key, IReadOnlyList<Diagnostic> errors)
    {
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{key} does not compile: {errors.Count} error(s).");
        foreach (Diagnostic error in errors.Take(10))
        {
            SyntaxTree tree = error.Location.SourceTree!;
            int line = error.Location.GetLineSpan().StartLinePosition.Line;
            report.AppendLine(CultureInfo.InvariantCulture, $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
            foreach (var text in tree.GetText().Lines.Skip(line - LinesAround).Take(2 * LinesAround + 1))
            {
                string mark = text.LineNumber == line ? ">" : " ";
                report.AppendLine(CultureInfo.InvariantCulture, $"{mark}{text.LineNumber + 1,5}  {text}");
            }
        }

        return report.ToString();
    }

    /// <summary>Loads the networks against the very runtime that the tests use.</summary>
    private sealed class NetworkLoadContext(string name) : AssemblyLoadContext(name)
    {
        private static readonly Assembly[] Shared =
            [typeof(Model).Assembly, typeof(ModelAttribute).Assembly, typeof(DoubleModel).Assembly];

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Array.Find(Shared, assembly => assembly.GetName().Name == assemblyName.Name);
    }
}
