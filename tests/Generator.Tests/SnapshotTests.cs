using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>
/// A few whole generated files, kept so that a change shows what it does to them: they are read by people. Run the tests
/// with RNNGEN_UPDATE_SNAPSHOTS=1 to accept what is generated now, and read the diff.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Dense() => Check(
        "Perceptron",
        """
        [Model(4, Batch = 8, Style = CodeStyle.Textbook)]
        [Dense(16, Activation = Activation.Relu)]
        [Dense(3, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        public sealed partial class Perceptron;
        """);

    [Fact]
    public void StatefulLstm() => Check(
        "SongLstm",
        """
        /// <summary>The stateful model of the first lecture.</summary>
        [Model(4, 1, Batch = 1, Style = CodeStyle.Textbook)]
        [LSTM(128, Stateful = true)]
        [Dense(12, Activation = Activation.Softmax)]
        [Loss(Loss.CategoricalCrossentropy)]
        public sealed partial class SongLstm;
        """,
        withStep: true);

    [Fact]
    public void StackedGru() => Check(
        "Stack",
        """
        [Model(10, 3, Batch = 16, Style = CodeStyle.Textbook)]
        [GRU(8, ReturnSequences = true, Dropout = 0.2, RecurrentDropout = 0.1)]
        [GRU(5, ResetAfter = false, KernelRegularizer = Regularizer.L2)]
        [Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class Stack;
        """);

    /// <summary>Windows over an image, a batch's statistics, and the features of each position.</summary>
    [Fact]
    public void Convolution() => Check(
        "Image",
        """
        [Model(8, 8, 3, Batch = 16, Style = CodeStyle.Textbook)]
        [Conv2D(16, 3, 3, Padding = Padding.Same, UseBias = false)]
        [BatchNormalization]
        [Activation(Activation.Relu)]
        [MaxPooling2D(2, 2)]
        [LayerNormalization]
        [GlobalAveragePooling2D]
        [Dense(3, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        public sealed partial class Image;
        """);

    [Fact]
    public void OwnCell() => Check(
        "Gated",
        """
        [Model(10, 3, Batch = 16, Style = CodeStyle.Textbook)]
        [RNN(typeof(MinimalGatedUnit), 8)]
        [Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class Gated;

        """ + MinimalGatedUnit);

    /// <summary>Kernels of few columns are computed with side by side.</summary>
    [Fact]
    public void FusedOwnCell() => Check(
        "Coupled",
        """
        [Model(10, 3, Batch = 16)]
        [RNN(typeof(CoupledLstm), 5)]
        [Loss(Loss.MeanSquaredError)]
        public sealed partial class Coupled;

        /// <summary>An LSTM whose input and forget gates are one (Greff et al. 2017), with a peephole.</summary>
        public static class CoupledLstm
        {
            public static (RnnGen.Cells.Vector h, RnnGen.Cells.Vector c) Step(
                RnnGen.Cells.Vector x, RnnGen.Cells.Vector h, RnnGen.Cells.Vector c,
                RnnGen.Cells.Kernel Wf, RnnGen.Cells.RecurrentKernel Uf, RnnGen.Cells.Bias bf, RnnGen.Cells.DiagonalKernel Pf,
                RnnGen.Cells.Kernel Wg, RnnGen.Cells.RecurrentKernel Ug, RnnGen.Cells.Bias bg)
            {
                var f = RnnGen.Cells.Functions.Sigmoid(x * Wf + h * Uf + c * Pf + bf);
                var g = RnnGen.Cells.Functions.Tanh(x * Wg + h * Ug + bg);
                var cNew = f * c + (1 - f) * g;
                return (RnnGen.Cells.Functions.Tanh(cNew), cNew);
            }
        }
        """);

    private const string MinimalGatedUnit =
        """
        /// <summary>The minimal gated unit (Zhou et al. 2016).</summary>
        public static class MinimalGatedUnit
        {
            public static RnnGen.Cells.Vector Step(
                RnnGen.Cells.Vector x, RnnGen.Cells.Vector h,
                RnnGen.Cells.Kernel Wf, RnnGen.Cells.RecurrentKernel Uf, RnnGen.Cells.Bias bf,
                RnnGen.Cells.Kernel Wh, RnnGen.Cells.RecurrentKernel Uh, RnnGen.Cells.Bias bh)
            {
                var f = RnnGen.Cells.Functions.Sigmoid(x * Wf + h * Uf + bf);
                var g = RnnGen.Cells.Functions.Tanh(x * Wh + (f * h) * Uh + bh);
                return (1 - f) * h + f * g;
            }
        }
        """;

    /// <summary>The network and its kernels.</summary>
    [Fact]
    public void FusedLstm() => Check(
        "Digits",
        """
        [Model(28, 28, Batch = 32)]
        [LSTM(64)]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        public sealed partial class Digits;
        """,
        withStep: true);

    /// <summary>What an embedding gives is multiplied once for each different token.</summary>
    [Fact]
    public void FusedEmbedding() => Check(
        "Sentiment",
        """
        [Model(80, Batch = 32, Input = InputKind.Tokens)]
        [Embedding(1000, 32, MaskZero = true)]
        [Bidirectional, LSTM(24)]
        [Dense(1, Activation = Activation.Sigmoid)]
        [Loss(Loss.BinaryCrossentropy)]
        public sealed partial class Sentiment;
        """,
        withKernels: false);

    /// <summary>The shards of a batch do so together where the embedding is wide.</summary>
    [Fact]
    public void FusedWideEmbedding() => Check(
        "Reviews",
        """
        [Model(80, Batch = 32, Input = InputKind.Tokens)]
        [Embedding(1000, 64)]
        [LSTM(32)]
        [Dense(1, Activation = Activation.Sigmoid)]
        [Loss(Loss.BinaryCrossentropy)]
        public sealed partial class Reviews;
        """,
        withKernels: false);

    /// <summary>Each shard does so for its own tokens where there is one alone, the embedding is not wide, or memory is scarce.</summary>
    [Theory]
    [InlineData("[Model(80, Batch = 16, Input = InputKind.Tokens)] [Embedding(1000, 64)] [LSTM(32)]")]
    [InlineData("[Model(80, Batch = 32, Input = InputKind.Tokens)] [Embedding(1000, 63)] [LSTM(32)]")]
    [InlineData("[Model(4000, Batch = 4096, Input = InputKind.Tokens)] [Embedding(1500000, 64)] [LSTM(32)]")]
    public void Tokens_of_each_shard(string attributes)
    {
        string network = GeneratorHarness.Run($"{attributes} [Loss(Loss.MeanSquaredError)] public sealed partial class Reader;").AssertClean().Files["Reader.g.cs"];
        Assert.Contains("tokens.Find(", network, StringComparison.Ordinal);
        Assert.DoesNotContain("ForwardTokens", network, StringComparison.Ordinal);
    }

    /// <summary>Where that would cost more than it saves, an embedding's rows go into the sequence one by one.</summary>
    [Theory]
    [InlineData("[Model(80, Batch = 32, Input = InputKind.Tokens)] [Embedding(1000, 15)] [LSTM(24)]")]
    [InlineData("[Model(4, Batch = 15, Input = InputKind.Tokens)] [Embedding(1000, 32)] [LSTM(24)]")]
    [InlineData("[Model(80, Batch = 32, Input = InputKind.Tokens)] [Embedding(1000, 32)] [LSTM(24, Dropout = 0.1)]")]
    [InlineData("[Model(80, Batch = 32, Input = InputKind.Tokens)] [Embedding(1000, 32)] [Dense(24)] [LSTM(24)]")]
    [InlineData("[Model(80, Batch = 32, Input = InputKind.Tokens, Style = CodeStyle.Textbook)] [Embedding(1000, 32)] [LSTM(24)]")]
    public void Embedding_row_by_row(string attributes)
    {
        string network = GeneratorHarness.Run($"{attributes} [Loss(Loss.MeanSquaredError)] public sealed partial class Reader;").AssertClean().Files["Reader.g.cs"];
        Assert.Contains("Table.Gather", network, StringComparison.Ordinal);
        Assert.DoesNotContain("TokenList", network, StringComparison.Ordinal);
    }

    // The file of one timestep is much like the whole network's, and so are kernels: a few are enough.
    private static void Check(string name, string model, bool withStep = false, bool withKernels = true)
    {
        foreach ((string file, string generated) in GeneratorHarness.Run(model).AssertClean().Files)
        {
            if ((!withStep && file.EndsWith(".Step.g.cs", StringComparison.Ordinal))
                || (!withKernels && file.EndsWith(".Kernels.g.cs", StringComparison.Ordinal)))
                continue;
            Assert.StartsWith(name + ".", file, StringComparison.Ordinal);
            Compare(file, generated);
        }
    }

    private static void Compare(string file, string generated)
    {
        string[] path = ["tests", "Generator.Tests", "Snapshots", file + ".txt"];
        if (Environment.GetEnvironmentVariable("RNNGEN_UPDATE_SNAPSHOTS") == "1")
            Repository.Write(generated, path);
        Assert.True(
            Repository.Has(path) && Repository.Read(path) == generated,
            $"{file} is not what Snapshots/{file}.txt says. If the change is meant, run the tests with "
            + "RNNGEN_UPDATE_SNAPSHOTS=1 and read the diff.\n" + FirstDifference(Repository.Has(path) ? Repository.Read(path) : "", generated));
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] expectedLines = expected.Split('\n'), actualLines = actual.Split('\n');
        int line = 0;
        while (line < expectedLines.Length && line < actualLines.Length && expectedLines[line] == actualLines[line])
            line++;
        string Line(string[] lines) => line < lines.Length ? lines[line] : "(end of file)";
        return $"Line {line + 1}\nexpected: {Line(expectedLines)}\nfound:    {Line(actualLines)}";
    }
}
