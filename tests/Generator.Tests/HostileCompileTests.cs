using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>Generated code compiles without a word in projects of all kinds. (The harness is strict in every test; see there.)</summary>
public sealed class HostileCompileTests
{
    /// <summary>Models that have every layer and kind of option between them.</summary>
    private const string Models =
        """
        [RnnGen.Model(5)]
        [RnnGen.Dense(4, Activation = RnnGen.Activation.Softmax)]
        [RnnGen.Loss(RnnGen.Loss.SparseCategoricalCrossentropy)]
        public sealed partial class Classifier;

        [RnnGen.Model(6, 2, Batch = 3)]
        [RnnGen.LSTM(3, ReturnSequences = true, Dropout = 0.25, RecurrentDropout = 1e-3)]
        [RnnGen.GRU(2, ReturnSequences = true, ResetAfter = false, Activation = RnnGen.Activation.LeakyRelu)]
        [RnnGen.GRU(2, ReturnSequences = true, Stateful = true, UseBias = false)]
        [RnnGen.TimeDistributed, RnnGen.Dense(3, Activation = RnnGen.Activation.Gelu, KernelRegularizer = RnnGen.Regularizer.L1)]
        [RnnGen.Reshape(3, -1)]
        [RnnGen.SimpleRNN(4, GoBackwards = true, RecurrentInitializer = RnnGen.Initializer.TruncatedNormal, RecurrentInitializerArguments = new[] { -0.125, 1e-9 })]
        [RnnGen.Dropout(0.5)]
        [RnnGen.Flatten]
        [RnnGen.Dense(1)]
        [RnnGen.Activation(RnnGen.Activation.Sigmoid)]
        [RnnGen.Loss(RnnGen.Loss.BinaryCrossentropy)]
        internal sealed partial class Everything;

        [RnnGen.Model(4, 3)]
        [RnnGen.LSTM(2, ReturnState = true, Stateful = true, BiasInitializer = RnnGen.Initializer.Constant, BiasInitializerArguments = new[] { -1.5 })]
        [RnnGen.Loss(RnnGen.Loss.Huber, Delta = 0.1)]
        public sealed partial class Encoder;

        [RnnGen.Model(5, 3, Batch = 17)]
        [RnnGen.Permute(2, 1)]
        [RnnGen.Bidirectional, RnnGen.LSTM(3, ReturnSequences = true, Dropout = 0.1)]
        [RnnGen.Bidirectional(Merge = RnnGen.MergeMode.Mul), RnnGen.GRU(2, ReturnSequences = true, Stateful = true)]
        [RnnGen.Bidirectional(Merge = RnnGen.MergeMode.Ave), RnnGen.SimpleRNN(2, GoBackwards = true, KernelRegularizer = RnnGen.Regularizer.L2)]
        [RnnGen.RepeatVector(3)]
        [RnnGen.Bidirectional, RnnGen.GRU(2, ReturnSequences = true, ReturnState = true)]
        [RnnGen.Loss(RnnGen.Loss.MeanSquaredError)]
        public sealed partial class BothWays;

        [RnnGen.Model(2, 3, 4)]
        [RnnGen.Dense(2, Activation = RnnGen.Activation.Elu)]
        public sealed partial class Inference;

        [RnnGen.Model(3, 9, 8, 2, Batch = 3)]
        [RnnGen.TimeDistributed, RnnGen.Conv2D(5, 3, 2, Padding = RnnGen.Padding.Same, DilationRate = new[] { 1, 2 }, Activation = RnnGen.Activation.Relu)]
        [RnnGen.TimeDistributed, RnnGen.Conv2D(17, 3, Strides = new[] { 2 }, Padding = RnnGen.Padding.Same, KernelRegularizer = RnnGen.Regularizer.L2)]
        [RnnGen.BatchNormalization(Momentum = 0.9, Epsilon = 1e-5, GammaRegularizer = RnnGen.Regularizer.L1)]
        [RnnGen.TimeDistributed, RnnGen.MaxPooling2D]
        [RnnGen.TimeDistributed, RnnGen.AveragePooling2D(2, Strides = new[] { 1, 1 }, Padding = RnnGen.Padding.Same)]
        [RnnGen.TimeDistributed, RnnGen.GlobalAveragePooling2D]
        [RnnGen.LayerNormalization(Scale = false)]
        [RnnGen.Conv1D(4, 2, Padding = RnnGen.Padding.Causal, BiasInitializer = RnnGen.Initializer.Constant, BiasInitializerArguments = new[] { -0.125 })]
        [RnnGen.MaxPooling1D(2, Strides = 1)]
        [RnnGen.AveragePooling1D(3, Padding = RnnGen.Padding.Same)]
        [RnnGen.GlobalMaxPooling1D]
        [RnnGen.BatchNormalization(Center = false, MovingVarianceInitializer = RnnGen.Initializer.Constant, MovingVarianceInitializerArguments = new[] { 2.5 })]
        [RnnGen.Dense(3)]
        [RnnGen.Loss(RnnGen.Loss.MeanSquaredError)]
        internal sealed partial class Images;

        [RnnGen.Model(12, 3, Batch = 7)]
        [RnnGen.RNN(typeof(Own), 4, ReturnSequences = true, Dropout = 0.25, RecurrentDropout = 0.125)]
        [RnnGen.RNN(typeof(Own), 5, Stateful = true)]
        [RnnGen.Loss(RnnGen.Loss.MeanSquaredError)]
        public sealed partial class OwnCells;

        internal static class Own
        {
            private static readonly double s_third = 1.0 / 3;

            internal static (RnnGen.Cells.Vector h, RnnGen.Cells.Vector @class) Step(
                RnnGen.Cells.Vector x, RnnGen.Cells.Vector h, RnnGen.Cells.Vector @class,
                RnnGen.Cells.Kernel Wa, RnnGen.Cells.RecurrentKernel Ua,
                RnnGen.Cells.Kernel Wb, [RnnGen.Cells.Regularize(RnnGen.Regularizer.L2)] RnnGen.Cells.RecurrentKernel Ub,
                [RnnGen.Cells.Initialize(RnnGen.Initializer.Constant, -0.5)] RnnGen.Cells.Bias b, RnnGen.Cells.DiagonalKernel s0)
            {
                var rows = RnnGen.Cells.Functions.Tanh(x * Wa + h * Ua) + s0 * h;
                var Math = RnnGen.Cells.Functions.Gelu(x * Wb + h * Ub) - b / 2;
                return (rows * Math, RnnGen.Cells.Functions.Max(s_third * rows + @class, -1e-3) / (1 + Math * Math));
            }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp13)] // what .NET 9 projects have
    [InlineData(LanguageVersion.Preview)] // with the features that became C# 14: .NET 10 projects
    public void Language_versions(LanguageVersion version) =>
        GeneratorHarness.Run(ProjectSettings.Default with { Language = version }, Models).AssertClean();

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Warnings)]
    public void Nullable_contexts(NullableContextOptions nullable) =>
        GeneratorHarness.Run(ProjectSettings.Default with { Nullable = nullable }, Models).AssertClean();

    [Fact]
    public void No_usings_at_all() =>
        GeneratorHarness.Run(ProjectSettings.Default with { GlobalUsings = false }, Models).AssertClean();

    [Fact]
    public void Names_of_the_user_hide_those_of_the_framework()
    {
        string[] names =
        [
            "System", "Span", "ReadOnlySpan", "Math", "MathF", "Array", "Unsafe", "MemoryMarshal", "TensorPrimitives", "TensorSpan",
            "Tensor", "Vector256", "Vector", "Kernel", "Bias", "Functions", "Columns", "Model", "ModelDescription", "WeightDescription", "Optimizer", "Dataset", "Kernels", "MatMul",
            "GeneratedCode", "Exception", "ArgumentException", "String", "Int32", "Single", "Convert",
        ];
        string types = string.Concat(names.Select(name => $"public static class {name} {{ }}\n"));

        GeneratorHarness.Run(
            ProjectSettings.Default with { GlobalUsings = false },
            $"namespace Company.Project;\n{Models.Replace("RnnGen.", "global::RnnGen.", StringComparison.Ordinal)}\n{types}").AssertClean();
    }

    [Theory]
    [InlineData("[Flatten]")]
    [InlineData("[Flatten] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Reshape(3, 4), Flatten, Reshape(-1, 6)]")]
    [InlineData("[Reshape(3, 4), Flatten, Reshape(-1, 6)] [Loss(Loss.Huber)]")]
    [InlineData("[Dropout(0)]")]
    [InlineData("[Dropout(0)] [Loss(Loss.MeanAbsoluteError)]")]
    [InlineData("[Activation(Activation.Linear)]")]
    [InlineData("[Activation(Activation.Linear)] [Loss(Loss.BinaryCrossentropy, FromLogits = true)]")]
    [InlineData("[TimeDistributed, Reshape(1, 3)] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Permute(1, 2)] [Loss(Loss.MeanSquaredError)]")]
    public void Networks_that_compute_nothing(string layers) =>
        GeneratorHarness.Run($"[Model(4, 3)] {layers} public sealed partial class Echo;").AssertClean();

    [Theory]
    [InlineData("[Activation(Activation.Softmax)] [Loss(Loss.SparseCategoricalCrossentropy)]")]
    [InlineData("[Activation(Activation.Sigmoid), Flatten] [Loss(Loss.BinaryCrossentropy)]")]
    [InlineData("[Dropout(0.5)] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Permute(2, 1)] [Loss(Loss.MeanSquaredError)]")]
    [InlineData("[Flatten, RepeatVector(3), Permute(2, 1)] [Loss(Loss.MeanSquaredError)]")]
    public void Networks_without_parameters(string layers) =>
        GeneratorHarness.Run($"[Model(4, 3)] {layers} public sealed partial class Echo;").AssertClean();

    [Theory]
    [InlineData("h / (h - h)")]
    [InlineData("h / (0 * h) + 1 / (h - h)")]
    [InlineData("1e30 * (h * 1e30) * 1e30 * h")]
    [InlineData("h * 3e38 + 3e38 * h + (h - h + 3e38) + 3e38")]
    [InlineData("h / 1e-40 / 1e-40")]
    [InlineData("Log(h - h) + Sqrt(h - h - 1) + Exp(h - h + 1000) + Max(h - h, -1) / Abs(h - h)")]
    public void Cells_whose_numbers_are_not_finite(string value) =>
        Assert.All(
            new[] { "Fused", "Textbook" },
            style => GeneratorHarness.Run(
                $$"""
                using RnnGen.Cells;
                using static RnnGen.Cells.Functions;

                [Model(4, 3, Style = CodeStyle.{{style}}), RNN(typeof(Own), 5), Loss(Loss.MeanSquaredError)]
                sealed partial class Echo;

                static class Own
                {
                    public static Vector Step(Vector x, Vector h, Kernel W) => x * W + {{value}};
                }
                """).AssertClean());

    [Theory]
    [InlineData("s")]
    [InlineData("S")]
    [InlineData("s2")]
    [InlineData("sum")]
    [InlineData("sum2")]
    [InlineData("column")]
    [InlineData("factor")]
    [InlineData("inside")]
    [InlineData("mask")]
    [InlineData("k")]
    [InlineData("value")]
    [InlineData("_")]
    [InlineData("System")]
    [InlineData("Sigmoid")]
    [InlineData("Own")]
    [InlineData("ǅ")]
    [InlineData("@null")]
    public void Values_of_a_cell_may_have_any_name(string name) =>
        Assert.All(
            new[] { "Fused", "Textbook" },
            style => GeneratorHarness.Run(
                $$"""
                using RnnGen.Cells;
                using F = RnnGen.Cells.Functions;

                [Model(4, 3, Style = CodeStyle.{{style}}), Masking, RNN(typeof(Own), 5), Loss(Loss.MeanSquaredError)]
                sealed partial class Echo;

                static class Own
                {
                    public static RnnGen.Cells.Vector Step(RnnGen.Cells.Vector ξ, RnnGen.Cells.Vector η, Kernel W, RecurrentKernel U, DiagonalKernel p)
                    {
                        var {{name}} = ξ * W + η * U;
                        return F.Sigmoid({{name}}) * η + (1 - F.Sigmoid({{name}} - 1)) * F.Tanh(p * {{name}});
                    }
                }
                """).AssertClean());

    [Fact]
    public void Generated_text_has_line_feeds_only_and_no_trailing_blanks() =>
        Assert.All(GeneratorHarness.Run(Models).AssertClean().Files, file =>
        {
            Assert.DoesNotContain('\r', file.Value);
            Assert.DoesNotContain('\t', file.Value);
            Assert.DoesNotContain(" \n", file.Value, StringComparison.Ordinal);
            Assert.EndsWith("}\n", file.Value, StringComparison.Ordinal);
        });

    [Fact]
    public void Generated_model_runs()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [Model(4)]
            [Dense(4)]
            [Loss(Loss.MeanSquaredError)]
            public sealed partial class Echo;
            """ + UserCode.Using("Echo").Replace("static class", "public static class", StringComparison.Ordinal)).AssertClean();

        object? size = run.LoadType("Uses").GetMethod("Everything")!.Invoke(null, null);

        // Parameters, input, output, batch, two shapes of one dimension, parameters, gradients, eight values for two rows, two ranks.
        Assert.Equal(20 + 4 + 4 + 32 + 1 + 1 + 20 + 20 + 8 + 2 + 2, size);
    }
}
