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
        Assert.Equal(["Echo.g.cs", "Echo.Step.g.cs", "Echo.Kernels.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void Mended_error_compiles_the_model()
    {
        GeneratorRunResult result = Edit([WrongModel], file: 0, code => code.Replace("LSTM(0)", "LSTM(1)", StringComparison.Ordinal));

        Assert.Empty(result.Diagnostics);
        Assert.Equal([Modified], Reasons(result, TrackingNames.Model));
    }

    private const string CellModel =
        """
        [Model(4, 3)]
        [RNN(typeof(Own), 2)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class Echo;
        """;

    /// <summary>A cell in a file of its own, and a method that it calls in a third.</summary>
    private static readonly string[] s_cell =
    [
        CellModel,
        """
        using RnnGen.Cells;
        using static RnnGen.Cells.Functions;

        static class Own
        {
            public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, [Initialize(Initializer.Ones)] Bias b)
            {
                var f = Gates.Gate(x * W + h * U + b);
                return f * h + Numbers.Rate * Tanh(f);
            }
        }
        """,
        """
        using RnnGen.Cells;
        using static RnnGen.Cells.Functions;

        static class Gates
        {
            public static Vector Gate(Vector z) => Sigmoid(z);
        }

        static class Numbers
        {
            public const double Rate = 0.5;
            public static int Count => 3;
        }
        """,
    ];

    [Theory]
    [InlineData(1, "f * h +", "f * h -")] // the equations
    [InlineData(1, "var f = ", "var forget = Tanh(x * W); var f = forget * ")] // more equations
    [InlineData(1, "RecurrentKernel U, ", "RecurrentKernel U, Bias a, ")] // the weights
    [InlineData(1, "Initializer.Ones", "Initializer.Zeros")] // how they start
    [InlineData(1, "RecurrentKernel U", "RecurrentKernel Q")] // their names: does not compile, for the equations still have the old one
    [InlineData(2, "Sigmoid(z)", "HardSigmoid(z)")] // a method that the cell calls
    [InlineData(2, "Rate = 0.5", "Rate = 0.25")] // a number that it uses
    public void Edit_of_a_cell_in_another_file_compiles_the_model_again(int file, string old, string @new)
    {
        GeneratorRunResult result = Edit(s_cell, file, code => code.Replace(old, @new, StringComparison.Ordinal));

        Assert.Equal([Modified], Reasons(result, TrackingNames.Model));
        Assert.Equal([Modified], Reasons(result, TrackingNames.Compile));
    }

    [Theory]
    [InlineData(1, "static class Own\n{", "static class Own\n{\n    // A comment.\n    public static int Other() { for (;;) { } }\n")] // elsewhere in the class
    [InlineData(1, "f * h + Numbers.Rate * Tanh(f)", "(f * h) + (0.25 * 2) * Functions.Tanh( f )")] // the same in other words
    [InlineData(1, "return", "\n\n/* new */ return")] // moved
    [InlineData(2, "Count => 3", "Count => 4")] // what the cell does not use
    [InlineData(2, "Gate(Vector z) => Sigmoid(z)", "Gate(Vector z) { return Sigmoid(x: z); }")] // another form of a method that it calls
    public void Edit_beside_a_cell_leaves_the_source_cached(int file, string old, string @new)
    {
        GeneratorRunResult result = Edit(
            s_cell, file, code => code.Replace(old, @new, StringComparison.Ordinal));

        AssertSourcesCached(result);
    }

    [Fact]
    public void Edit_in_a_file_without_the_cell_leaves_everything_cached()
    {
        GeneratorRunResult result = Edit([.. s_cell, Other], file: 3, code => code.Replace("Units = 2", "Units = 7", StringComparison.Ordinal));

        Assert.Equal([Unchanged], Reasons(result, TrackingNames.Parse));
        AssertSourcesCached(result);
    }

    [Fact]
    public void Error_in_a_cell_in_another_file_is_reported_there_and_gone_when_it_is_mended()
    {
        string[] wrong = [s_cell[0], s_cell[1].Replace("f * h", "f * h[0]", StringComparison.Ordinal), s_cell[2]];

        GeneratorRunResult moved = Edit(wrong, file: 1, code => "\n" + code);
        GeneratorRunResult mended = Edit(wrong, file: 1, code => code.Replace("h[0]", "h", StringComparison.Ordinal));

        Diagnostic diagnostic = Assert.Single(moved.Diagnostics);
        Assert.Equal("RNN054", diagnostic.Id);
        Assert.Equal("User1.cs", diagnostic.Location.SourceTree!.FilePath);
        Assert.Equal(9, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        AssertSourcesCached(moved);
        Assert.Empty(mended.Diagnostics);
        Assert.Equal([Modified], Reasons(mended, TrackingNames.Model));
    }

    /// <summary>Runs over the sources, edits one of them, and gives the second run.</summary>
    [Fact]
    public void Changed_weight_file_compiles_the_models_that_begin_with_it()
    {
        const string Header = """{"dense.kernel":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"dense.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}""";
        const string Digits = "[Model(3)] [Dense(2)] [Weights(\"changing.safetensors\")] public partial class Digits;";
        AdditionalText file = WeightFiles.Make("changing.safetensors", Header, 32);
        CSharpCompilation compilation = GeneratorHarness.Compilation(Model, Digits);
        GeneratorDriver driver = GeneratorHarness.Driver(new ModelGenerator()).AddAdditionalTexts([file]).RunGenerators(compilation);

        // The same header over other numbers changes nothing.
        AdditionalText trained = WeightFiles.Make("changing.safetensors", Header, 32);
        driver = driver.ReplaceAdditionalText(file, trained).RunGenerators(compilation);
        Assert.All(Reasons(driver.GetRunResult().Results.Single(), TrackingNames.Compile), reason => Assert.True(PipelineAssert.IsUnchanged(reason)));

        AdditionalText longer = WeightFiles.Make("changing.safetensors", Header + "        ", 32);
        GeneratorRunResult result = driver.ReplaceAdditionalText(trained, longer).RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal([Modified], Reasons(result, TrackingNames.Weights));
        Assert.Single(Reasons(result, TrackingNames.Compile), Modified);
        Assert.Empty(result.Diagnostics);
    }

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
