using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator;

/// <summary>The compiler proper; a parameter, so that tests can see how its bugs are shown.</summary>
internal delegate EquatableArray<GeneratedFile> Compiler(ModelSpec model);

/// <summary>The outcome of compiling one model.</summary>
/// <param name="MetadataName">The model's full name.</param>
/// <param name="Failure">The exception, when a bug kept a valid model from being compiled; then there is a skeleton only.</param>
internal sealed record CompiledModel(string MetadataName, EquatableArray<GeneratedFile> Files, string? Failure)
{
    /// <summary>Compiles a model so that a bug shows as one clear diagnostic and leaves the project's other models alone.</summary>
    public static CompiledModel Compile(ModelSpec model, Compiler compile, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string name = model.Type.MetadataName;
        try
        {
            return new CompiledModel(name, compile(model), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A model with an error of its own has its diagnostic already; one mistake gives one error.
            string? failure = model.IsValid ? InternalErrors.Describe(exception) : null;
            return new CompiledModel(name, model.IsValid ? Skeleton(model, compile) : default, failure);
        }
    }

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
