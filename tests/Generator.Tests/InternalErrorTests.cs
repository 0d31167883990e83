using Microsoft.CodeAnalysis;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>RNN900: bugs of the compiler behind the pipeline.</summary>
public sealed class InternalErrorTests
{
    private const string Source =
        """
        [Model(3)] [Dense(2)] public partial class Good;
        [Model(3)] [Dense(7)] public partial class Bad;
        """;

    [Fact]
    public void Bug_is_one_clear_diagnostic_and_leaves_other_models_alone()
    {
        GeneratorRun run = GeneratorHarness.Run(new ModelGenerator(FailOnBad), Source);

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("RNN900", diagnostic.Id);
        Assert.Contains("RnnGen failed on model 'Bad'", Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException in InternalErrorTests.FailOnBad: no more gates", Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Contains("https://github.com/rnngen/rnngen/issues", Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Equal("Bad", diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Null(run.Result.Exception);
        Assert.Equal(["Bad.g.cs", "Good.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("// skeleton", run.Files["Bad.g.cs"]);
        Assert.Equal("// model", run.Files["Good.g.cs"]);
    }

    [Fact]
    public void Failure_can_be_suppressed_like_any_other()
    {
        GeneratorRun run = GeneratorHarness.Run(
            new ModelGenerator(FailOnBad), "#pragma warning disable RNN900\n" + Source);

        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Workspace_beyond_an_array_is_the_users_to_make_smaller()
    {
        GeneratorRun run = GeneratorHarness.Run(
            new ModelGenerator(model => model.IsValid ? throw new ModelTooLargeException("the workspace has 3000000000 values") : default), Source);

        Assert.Equal(["RNN024", "RNN024"], run.Diagnostics.Select(item => item.Id));
        Assert.Contains("Model 'Good' is too large: the workspace has 3000000000 values, and", Expect.Message(run.Diagnostics[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Bug_in_the_skeleton_of_a_wrong_model_adds_no_second_error()
    {
        GeneratorRun run = GeneratorHarness.Run(
            new ModelGenerator(_ => throw new InvalidOperationException()), "[Model(3)] [Dense(0)] public partial class Echo;");

        Assert.Equal("RNN010", Assert.Single(run.Diagnostics).Id);
        Assert.Null(run.Result.Exception);
    }

    private static EquatableArray<GeneratedFile> FailOnBad(ModelSpec model)
    {
        if (model is { IsValid: true, Type.Name: "Bad" })
            throw new InvalidOperationException("no\r\nmore gates");
        return new([new GeneratedFile(model.Type.Name + ".g.cs", model.IsValid ? "// model" : "// skeleton")]);
    }
}
