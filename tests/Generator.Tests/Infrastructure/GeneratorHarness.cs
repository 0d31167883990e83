using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>
/// Runs the generator as the compiler does, under conditions that bring out carelessness: a foreign culture, warnings
/// as errors at the highest level, checked arithmetic, nullable, documentation diagnostics. Every run is done twice,
/// and the second must find everything cached.
/// </summary>
internal static class GeneratorHarness
{
    /// <summary>Usings that the tests' sources need not repeat.</summary>
    private const string Usings =
        """
        global using System;
        global using System.Linq;
        global using RnnGen;
        """;

    private static readonly CSharpCompilation s_empty = Empty(ProjectSettings.Default);

    /// <summary>Runs the generator over some files of a user's project.</summary>
    public static GeneratorRun Run(params string[] sources) => Run(new ModelGenerator(), ProjectSettings.Default, sources);

    public static GeneratorRun Run(ModelGenerator generator, params string[] sources) => Run(generator, ProjectSettings.Default, sources);

    public static GeneratorRun Run(ProjectSettings settings, params string[] sources) => Run(new ModelGenerator(), settings, sources);

    public static CSharpCompilation Compilation(params string[] sources) => Compilation(ProjectSettings.Default, sources);

    public static GeneratorDriver Driver(ModelGenerator generator) => Driver(generator, ProjectSettings.Default);

    public static SyntaxTree Parse(string source, string path) => Parse(ProjectSettings.Default, source, path);

    private static GeneratorRun Run(ModelGenerator generator, ProjectSettings settings, params string[] sources)
    {
        using HostileCulture culture = new();
        CSharpCompilation compilation = Compilation(settings, sources);
        GeneratorDriver driver = Driver(generator, settings).RunGenerators(compilation);
        GeneratorDriverRunResult first = driver.GetRunResult();
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation.Clone(), out Compilation output, out var diagnostics);

        PipelineAssert.EverythingCached(driver.GetRunResult());
        PipelineAssert.ModelsAreValues(first);
        return new GeneratorRun(driver, compilation, (CSharpCompilation)output, diagnostics);
    }

    private static CSharpCompilation Compilation(ProjectSettings settings, params string[] sources) =>
        (settings == ProjectSettings.Default ? s_empty : Empty(settings))
            .AddSyntaxTrees([.. sources.Select((source, i) => Parse(settings, source, $"User{i}.cs"))]);

    /// <summary>A project without the test's files; made once, because binding the references takes the longest.</summary>
    private static CSharpCompilation Empty(ProjectSettings settings) =>
        CSharpCompilation.Create(
            "User", settings.GlobalUsings ? [Parse(settings, Usings, "Usings.cs")] : [], References.All, settings.CompilationOptions);

    private static GeneratorDriver Driver(ModelGenerator generator, ProjectSettings settings) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            additionalTexts: WeightFiles.All,
            parseOptions: settings.ParseOptions,
            optionsProvider: WeightFiles.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static SyntaxTree Parse(ProjectSettings settings, string source, string path) =>
        CSharpSyntaxTree.ParseText(source, settings.ParseOptions, path);
}
