using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Parsing;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Weights;

namespace RnnGen.Generator;

/// <summary>
/// The source generator: classes under <c>[Model]</c> become networks. This file is the whole pipeline; each step's
/// work is in a room of its own (Parsing → Layers → Differentiation → Planning → Emission).
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>No byte order mark: the files are for reading, with any tool.</summary>
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly Compiler _compile;

    /// <summary>The generator that users get.</summary>
    public ModelGenerator() : this(ModelCompiler.Compile)
    {
    }

    internal ModelGenerator(Compiler compile) => _compile = compile;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Parsing runs after every edit anywhere in the project, because an edit elsewhere may change what a name
        // means; but only for classes that have a [Model] attribute, which the compiler finds by an index. Here the
        // symbols end: what goes on are values that compare equal as long as the model stays the same.
        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(WellKnown.ModelAttribute, ModelParser.IsCandidate, ModelParser.Parse)
            .WithTrackingName(TrackingNames.Parse);

        // From one parse come two outputs. The first is the source, from the model alone: it has no source locations,
        // so that typing above a model, or in its other members, changes nothing here and all later steps stay cached.
        IncrementalValuesProvider<ModelSpec> models = parsed
            .Where(static result => result.Model is not null)
            .Select(static (result, _) => result.Model!)
            .WithTrackingName(TrackingNames.Model);

        // What the project's weight files hold, for the models that begin with them; to all others nothing changes.
        IncrementalValueProvider<EquatableArray<WeightsFile>> weights = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(WeightsFileReader.Read)
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => files.OfType<WeightsFile>().ToEquatableArray())
            .WithTrackingName(TrackingNames.Weights);

        IncrementalValuesProvider<ModelSpec> wholeModels = models
            .Combine(weights)
            .Select(static (input, _) => WeightsSpec.Find(input.Left, input.Right))
            .WithTrackingName(TrackingNames.WholeModel);

        // The compiler proper runs when a model itself has changed, and for that model only.
        IncrementalValuesProvider<CompiledModel> compiled = wholeModels
            .Select((model, cancellationToken) => CompiledModel.Compile(model, _compile, cancellationToken))
            .WithTrackingName(TrackingNames.Compile);

        // Runs when any model has changed. Its result is an empty list before and after, which keeps the next step cached.
        IncrementalValueProvider<EquatableArray<string>> clashes = compiled
            .Collect()
            .Select(HintNames.FindClashes)
            .WithTrackingName(TrackingNames.HintNameClashes);

        IncrementalValuesProvider<EquatableArray<GeneratedFile>> files = compiled
            .Combine(clashes)
            .Select(HintNames.MakeUnique)
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (output, files) =>
        {
            foreach (GeneratedFile file in files)
                output.AddSource(file.HintName, SourceText.From(file.Text, s_utf8));
        });

        // The second output is the diagnostics, with real locations: only to a location in a syntax tree does the
        // compiler apply `#pragma warning disable RNN0nn`. A location changes with each edit of its file, which is
        // why it must not travel with the model; reporting again costs nothing.
        IncrementalValuesProvider<Problem> problems = parsed
            .SelectMany(static (result, _) => result.Problems)
            .WithTrackingName(TrackingNames.Problems);

        // A cell that several models use has its mistakes once.
        IncrementalValuesProvider<Problem> distinctProblems = problems
            .Collect()
            .SelectMany(static (problems, _) => problems.Distinct());

        context.RegisterSourceOutput(distinctProblems, static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));

        // What only the compiler finds (a bug of its own, a workspace beyond an array) is known on the first road, its
        // place on the second. They meet for models that failed; as long as there is none, nothing runs here.
        IncrementalValuesProvider<Problem> failures = compiled
            .Where(static model => model.Failure is not null)
            .Combine(parsed.Collect())
            .Select(static (input, _) => CompiledModel.Problem(input.Left, input.Right))
            .WithTrackingName(TrackingNames.Failures);

        context.RegisterSourceOutput(failures, static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));
    }
}
