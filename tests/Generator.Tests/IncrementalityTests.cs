using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Infrastructure;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace RnnGen.Generator.Tests;

/// <summary>What an edit makes the generator do again. (That a second run over the same code does nothing, every test checks.)</summary>
public sealed class IncrementalityTests
{
    private const string Model =
        """
        [Model(4, 3)]
        [LSTM(2)]
        [Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class Echo
        {
            public int Number { get; set; }
        }
        """;

    private const string WrongModel =
        """
        [Model(4, 3)]
        [LSTM(0)]
        public sealed partial class Echo;
        """;

    private const string Other = "static class Other { public const int Units = 2; }";

    [Fact]
    public void Edit_in_another_file_leaves_everything_cached()
    {
        GeneratorRunResult result = Edit([Model, Other], file: 1, code => code.Replace("class Other", "class Another", StringComparison.Ordinal));

        Assert.Equal([Unchanged], Reasons(result, TrackingNames.Parse));
        AssertSourcesCached(result);
    }

    [Fact]
    public void Edit_in_another_file_leaves_diagnostics_cached()
    {
        GeneratorRunResult result = Edit([WrongModel, Other], file: 1, code => code + "class More;");

        Assert.Equal([Unchanged], Reasons(result, TrackingNames.Parse));
        Assert.Equal([Cached], Reasons(result, TrackingNames.Problems));
        AssertSourcesCached(result);
    }

    [Theory]
    [InlineData("[Model", "\n\n   [Model")] // moved
    [InlineData("[LSTM(2)]", "[LSTM( 2 )] // units")] // reformatted
    [InlineData("[LSTM(2)]", "[RnnGen.LSTMAttribute(units: 1 + 1)]")] // the same in other words
    [InlineData("public int Number", "public int Count { get; } = 3; public int Number")] // another member of the class
    [InlineData("public sealed", "/// <summary>An echo.</summary>\npublic sealed")]
    public void Edit_that_means_the_same_leaves_the_source_cached(string old, string @new)
    {
        GeneratorRunResult result = Edit([Model], file: 0, code => code.Replace(old, @new, StringComparison.Ordinal));

        AssertSourcesCached(result);
    }

    [Fact]
    public void Moved_error_is_reported_where_it_is_now()
    {
        GeneratorRunResult result = Edit([WrongModel], file: 0, code => "\n\n" + code);

        Assert.Equal([Modified], Reasons(result, TrackingNames.Problems));
        Assert.Equal(3, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        AssertSourcesCached(result);
    }

    [Fact]
    public void Changed_units_compile_the_model_again()
    {
        GeneratorRunResult result = Edit([Model], file: 0, code => code.Replace("LSTM(2)", "LSTM(5)", StringComparison.Ordinal));

        Assert.Equal([Modified], Reasons(result, TrackingNames.Model));
        Assert.Equal([Modified], Reasons(result, TrackingNames.Compile));
        Assert.Equal([Unchanged], Reasons(result, TrackingNames.HintNameClashes));
    }

    [Fact]
    public void Edit_elsewhere_that_changes_a_constant_compiles_the_model_again()
    {
        GeneratorRunResult result = Edit(
            [Model.Replace("LSTM(2)", "LSTM(Other.Units)", StringComparison.Ordinal), Other], file: 1,
            code => code.Replace("Units = 2", "Units = 3", StringComparison.Ordinal));

        Assert.Equal([Modified], Reasons(result, TrackingNames.Model));
    }

    [Fact]
    public void Changed_model_leaves_the_others_cached()
    {
        string second = Model.Replace("Echo", "Second", StringComparison.Ordinal);

        GeneratorRunResult result = Edit([Model, second], file: 0, code => code.Replace("Dense(1)", "Dense(7)", StringComparison.Ordinal));

        Assert.Equal([Modified, Cached], Reasons(result, TrackingNames.Model));
        Assert.Equal([Modified, Cached], Reasons(result, TrackingNames.Compile));
        Assert.Equal([Modified, Cached], Reasons(result, TrackingNames.Files));
    }

    [Fact]
    public void Added_model_leaves_the_others_cached()
    {
        GeneratorRunResult result = Edit([Model, Other], file: 1, code => code + Model.Replace("Echo", "Second", StringComparison.Ordinal));

        Assert.Equal([Cached, New], Reasons(result, TrackingNames.Model));
        Assert.Equal([Cached, New], Reasons(result, TrackingNames.Compile));
        Assert.Equal([Unchanged], Reasons(result, TrackingNames.HintNameClashes));
        Assert.Equal([Cached, New], Reasons(result, TrackingNames.Files));
        Assert.Equal([Cached, New], SourceOutputs(result));
    }

    [Fact]
    public void Removed_model_leaves_the_others_cached()
    {
        string second = Model.Replace("Echo", "Second", StringComparison.Ordinal);

        GeneratorRunResult result = Edit([Model, second], file: 1, _ => "class Nothing;");

        Assert.Equal([Cached], Reasons(result, TrackingNames.Compile).Where(reason => reason != Removed));
        Assert.Equal(["Echo.g.cs", "Echo.Kernels.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void Mended_error_compiles_the_model()
    {
        GeneratorRunResult result = Edit([WrongModel], file: 0, code => code.Replace("LSTM(0)", "LSTM(1)", StringComparison.Ordinal));

        Assert.Empty(result.Diagnostics);
        Assert.Equal([Modified], Reasons(result, TrackingNames.Model));
    }

    /// <summary>Runs over the sources, edits one of them, and gives the second run.</summary>
    private static GeneratorRunResult Edit(string[] sources, int file, Func<string, string> edit)
    {
        CSharpCompilation before = GeneratorHarness.Compilation(sources);
        GeneratorDriver driver = GeneratorHarness.Driver(new ModelGenerator()).RunGenerators(before);

        SyntaxTree old = before.SyntaxTrees.Single(tree => tree.FilePath == $"User{file}.cs");
        string edited = edit(sources[file]);
        Assert.NotEqual(sources[file], edited);
        CSharpCompilation after = before.ReplaceSyntaxTree(old, GeneratorHarness.Parse(edited, old.FilePath));
        GeneratorDriverRunResult run = driver.RunGenerators(after).GetRunResult();
        PipelineAssert.ModelsAreValues(run);
        return Assert.Single(run.Results);
    }

    private static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        PipelineAssert.Reasons(result, step);

    private static void AssertSourcesCached(GeneratorRunResult result)
    {
        Assert.All(Reasons(result, TrackingNames.Model), reason => Assert.True(PipelineAssert.IsUnchanged(reason), $"Model is {reason}"));
        string[] later = [TrackingNames.Compile, TrackingNames.HintNameClashes, TrackingNames.Files];
        Assert.All(later.SelectMany(step => Reasons(result, step)), reason => Assert.Equal(Cached, reason));
        Assert.All(SourceOutputs(result), reason => Assert.Equal(Cached, reason));
    }

    private static IReadOnlyList<IncrementalStepRunReason> SourceOutputs(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps
            .SelectMany(step => step.Value)
            .Where(step => step.Inputs.Any(input => IsFilesStep(input.Source)))
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason)];

    private static bool IsFilesStep(IncrementalGeneratorRunStep step) => step.Name == TrackingNames.Files;
}
