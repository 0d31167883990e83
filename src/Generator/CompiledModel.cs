using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Parsing;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Weights;

namespace RnnGen.Generator;

/// <summary>The compiler proper; a parameter, so that tests can see how its failures are shown.</summary>
internal delegate EquatableArray<GeneratedFile> Compiler(ModelSpec model);

/// <summary>Why a model that parsed without an error could not be compiled.</summary>
/// <param name="Arguments">The arguments of the diagnostic's message.</param>
/// <param name="InWeights">Whether the weight file is at fault, not the class.</param>
internal sealed record Failure(DiagnosticDescriptor Descriptor, EquatableArray<string> Arguments, bool InWeights = false);

/// <summary>The outcome of compiling one model.</summary>
/// <param name="MetadataName">The model's full name.</param>
/// <param name="Files">What to add to the project; after a failure a skeleton only.</param>
internal sealed record CompiledModel(string MetadataName, EquatableArray<GeneratedFile> Files, Failure? Failure)
{
    /// <summary>Compiles a model so that a failure shows as one clear diagnostic and leaves the project's other models alone.</summary>
    public static CompiledModel Compile(ModelSpec model, Compiler compile, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new CompiledModel(model.Type.MetadataName, compile(model), null);
        }
        catch (ModelTooLargeException exception)
        {
            return Failed(model, compile, Descriptors.ModelTooLarge, exception.Message);
        }
        catch (WeightsException exception)
        {
            // All but the weights is there, so that the code which uses the model does not fail as well.
            return Compile(model with { Weights = null }, compile, cancellationToken) with
            {
                Failure = new Failure(exception.Descriptor, exception.Arguments.ToEquatableArray(), InWeights: true),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(model, compile, Descriptors.InternalError, InternalErrors.Describe(exception));
        }
    }

    /// <summary>The failure at its place: the name of the class, or <c>[Weights]</c>.</summary>
    public static Problem Problem(CompiledModel model, ImmutableArray<ParseResult> parsed)
    {
        ParseResult origin = parsed.First(result => result.Model?.Type.MetadataName == model.MetadataName);
        Location place = model.Failure!.InWeights ? origin.Weights ?? origin.Name : origin.Name;
        return new Problem(model.Failure.Descriptor, place, model.Failure.Arguments);
    }

    private static CompiledModel Failed(ModelSpec model, Compiler compile, DiagnosticDescriptor descriptor, string explanation) =>
        model.IsValid
            ? new CompiledModel(model.Type.MetadataName, Skeleton(model, compile), new Failure(descriptor, new([model.Type.MetadataName, explanation])))
            // A model with an error of its own has its diagnostic already; one mistake gives one error.
            : new CompiledModel(model.Type.MetadataName, default, null);

    /// <summary>The public surface alone, so that the code which uses the model does not fail as well.</summary>
    private static EquatableArray<GeneratedFile> Skeleton(ModelSpec model, Compiler compile)
    {
        try
        {
            return compile(model with { IsValid = false });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return default;
        }
    }
}
