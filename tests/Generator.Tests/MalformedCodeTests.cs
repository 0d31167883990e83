using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>
/// Code as it is while it is being typed: the generator neither fails on it nor adds to what the compiler says itself.
/// </summary>
public sealed class MalformedCodeTests
{
    private const string Whole =
        """
        namespace A.B;

        public static partial class Outer
        {
            [Model(28, 28, Batch = 32, Input = InputKind.Values)]
            [LSTM(64, ReturnSequences = true, Dropout = 0.5, KernelInitializerArguments = new double[] { })]
            [TimeDistributed, Dense(units: 10, Activation = Activation.Relu)]
            [RNN(typeof(Own), units: 10, ReturnSequences = true)]
            [Reshape(28 * 10)]
            [Dense(10, Activation = (Activation)13)]
            [Loss(Loss.SparseCategoricalCrossentropy, FromLogits = false)]
            public sealed partial class Echo : IDisposable
            {
                public void Dispose() { }
            }

            private static class Own
            {
                static RnnGen.Cells.Vector Step(RnnGen.Cells.Vector x, RnnGen.Cells.Vector h, [RnnGen.Cells.Initialize(Initializer.Constant, 1)] RnnGen.Cells.Kernel W)
                {
                    var (a, b) = Both(x * W, -h / 2);
                    return 1 - a * b;
                }

                static (RnnGen.Cells.Vector, RnnGen.Cells.Vector) Both(RnnGen.Cells.Vector x, RnnGen.Cells.Vector y) => (RnnGen.Cells.Functions.Max(x, 0), y);
            }
        }
        """;

    [Theory]
    [InlineData("[Model(3)] [LSTM] partial class Echo;", "CS7036")]
    [InlineData("[Model(3)] [Dense()] partial class Echo;", "CS7036")]
    [InlineData("[Model(3)] [Dense(\"x\")] partial class Echo;", "CS1503")]
    [InlineData("[Model(3)] [Dense(2, 3, 4)] partial class Echo;", "CS1729")]
    [InlineData("[Model(3)] [Dense(units: 3, units: 4)] partial class Echo;", "CS1740")]
    [InlineData("[Model(3)] [Dense(neurons: 3)] partial class Echo;", "CS1739")]
    [InlineData("[Model(3)] [Dense(99999999999)] partial class Echo;", "CS1503")]
    [InlineData("[Model(3)] [Dense(1 / 0)] partial class Echo;", "CS0020")]
    [InlineData("[Model(3)] [Dense(Missing)] partial class Echo;", "CS0103")]
    [InlineData("[Model(3)] [Dense(N.Units)] partial class Echo; static class N { public static int Units => 3; }", "CS0182")]
    [InlineData("[Model(4, 3)] [LSTM(2, Dropout = \"x\")] [Dense(2)] partial class Echo;", "CS0029")]
    [InlineData("[Model(4, 3)] [LSTM(2, Dropout = null)] partial class Echo;", "CS0037")]
    [InlineData("[Model(4, 3)] [LSTM(2, Colour = 3)] partial class Echo;", "CS0246")]
    [InlineData("[Model(4, 3)] [LSTM(2, Dropout = 0.1, Dropout = 0.2)] partial class Echo;", "CS0643")]
    [InlineData("[Model(4, 3)] [LSTM(2, Units = 3)] partial class Echo;", "CS0617")]
    [InlineData("[Model(4, 3)] [Lstm(2)] partial class Echo;", "CS0246,CS0246")]
    [InlineData("[Model(4, 3)] [Lstm(2)] [LSTM(3)] [Dense(0)] partial class Echo;", "CS0246,CS0246")]
    [InlineData("[Model(4, 3)] [Bidirectoinal, LSTM(3)] [Dense(4, Activation = Activation.Relu)] [Loss(Loss.BinaryCrossentropy)] partial class Echo;", "CS0246,CS0246")]
    [InlineData("[Model(3)] [Dense(2, Activation = Activation.Rleu)] [Loss(Loss.BinaryCrossentropy)] partial class Echo;", "CS0117")]
    [InlineData("[Model(3)] [Dense(2, Activation = 3)] partial class Echo;", "CS0266")]
    [InlineData("[Model(3)] [Dense(2, KernelInitializerArguments = new double[] { \"a\" })] partial class Echo;", "CS0029")]
    [InlineData("[Model(3)] [Dense(2, KernelInitializerArguments = new[] { 1 })] partial class Echo;", "CS0029")]
    [InlineData("[Model(4, 3)] [RNN(typeof(Missing), 2)] partial class Echo;", "CS0246")]
    [InlineData("[Model(4, 3)] [RNN(2)] partial class Echo;", "CS7036")]
    [InlineData("[Model(4, 3)] [RNN(\"Own\", 2)] partial class Echo;", "CS1503")]
    [InlineData("[Model(3)] [Dense(2)] [Loss] partial class Echo;", "CS7036")]
    [InlineData("[Model(3)] [Dense(2)] [Loss(3)] partial class Echo;", "CS1503")]
    [InlineData("[Model(3)] [Dense(2)] [Loss(Loss.Nothing)] partial class Echo;", "CS0117")]
    [InlineData("[Model(3)] [Dense(2)] [Loss(Loss.MeanSquaredError)] [Loss(Loss.Huber)] partial class Echo;", "CS0579")]
    [InlineData("[Model(\"3\")] [Dense(2)] partial class Echo;", "CS1503")]
    [InlineData("[Model(3, Batch = \"x\")] [Dense(2)] partial class Echo;", "CS0029")]
    [InlineData("[Model(3)] [Model(4)] [Dense(2)] partial class Echo;", "CS0579")]
    [InlineData("[Model(3)] [Dense(2)] partial class Echo; [Model(4)] partial class Echo;", "CS0579")]
    [InlineData("[Model(3)] [Dense(2)] partial class Echo : Missing;", "CS0246")]
    [InlineData("[Model(3)] [Dense(2)] partial class Echo : Missing { [Model(3)] partial class Inner : Echo { } }", "CS0246,RNN004")]
    [InlineData("[Model(3)] [Dense(2)] partial struct Echo;", "CS0592,CS0592")]
    [InlineData("[Model(3)] [Dense(2)] partial record struct Echo;", "CS0592,CS0592")]
    [InlineData("[Model(3)] [Dense(2)] interface IEcho;", "CS0592,CS0592")]
    [InlineData("[Model(3)] [Dense(2)] enum Echo { A }", "CS0592,CS0592")]
    [InlineData("[RnnGen.Layer] [Model(3)] [Dense(2)] partial class Echo;", "CS0653")]
    public void Only_the_compiler_complains(string source, string expected)
    {
        GeneratorRun run = GeneratorHarness.Run(source);

        IEnumerable<string> found = run.AllDiagnostics.Select(item => item.Id).Order(StringComparer.Ordinal);
        Assert.True(
            found.SequenceEqual(expected.Split(',', StringSplitOptions.RemoveEmptyEntries)), run.Describe(run.AllDiagnostics));
        Assert.All(run.AllDiagnostics, item => Assert.Contains(item.Location.SourceTree, run.Input.SyntaxTrees));
    }

    [Fact]
    public void Code_cut_off_anywhere_does_not_break_the_generator()
    {
        for (int length = 0; length < Whole.Length; length++)
            AssertGeneratorSurvives(Whole[..length]);
    }

    [Fact]
    public void Code_with_any_token_left_out_does_not_break_the_generator()
    {
        SyntaxNode root = GeneratorHarness.Parse(Whole, "User0.cs").GetRoot();
        foreach (SyntaxToken token in root.DescendantTokens())
            AssertGeneratorSurvives(Whole.Remove(token.SpanStart, token.Span.Length));
    }

    [Fact]
    public void Code_with_any_token_replaced_does_not_break_the_generator()
    {
        SyntaxNode root = GeneratorHarness.Parse(Whole, "User0.cs").GetRoot();
        string[] replacements = ["null", "-1", "\"text\"", "typeof(int)", "default", "(", ","];
        SyntaxToken[] tokens = [.. root.DescendantTokens().Where(token => !token.IsKind(SyntaxKind.EndOfFileToken))];
        for (int i = 0; i < tokens.Length; i++)
        {
            string replacement = replacements[i % replacements.Length];
            AssertGeneratorSurvives(Whole.Remove(tokens[i].SpanStart, tokens[i].Span.Length).Insert(tokens[i].SpanStart, replacement));
        }
    }

    /// <summary>Parsing only: what the models would compile to does not matter here.</summary>
    private static void AssertGeneratorSurvives(string source)
    {
        GeneratorDriver driver = GeneratorHarness.Driver(new ModelGenerator(_ => default)).RunGenerators(GeneratorHarness.Compilation(source));

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, $"{result.Exception}\n{source}");
        Assert.True(result.Diagnostics.All(item => item.Id != "RNN900"), $"{string.Join("\n", result.Diagnostics)}\n{source}");
    }
}
