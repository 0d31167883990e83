using RnnGen.Numeric.Tests.Cells;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Cells of the user's, in odd sizes and with each option of the layer.</summary>
internal static class CellCases
{
    private const string MeanSquaredError = "[Loss(Loss.MeanSquaredError)]";

    public static IEnumerable<GradientCase> All() =>
    [
        .. CellSources.All.SelectMany(cell => Sizes(cell, [(1, 1, 1, 1, 1), (2, 7, 3, 3, 1), (5, 3, 7, 4, 3), (3, 2, 17, 2, 2)])),
        .. CellSources.Square.SelectMany(cell => Sizes(cell, [(1, 1, 1, 1, 1), (4, 3, 3, 3, 2), (2, 7, 7, 2, 2)])),
        .. CellSources.All.SelectMany(Options),
        .. CellSources.Square.SelectMany(Options),
        .. Stacks(),
    ];

    /// <summary>Each of the sizes: timesteps, features, units, batch, rows.</summary>
    private static IEnumerable<GradientCase> Sizes(CellSource cell, (int T, int Features, int Units, int Batch, int Rows)[] sizes) =>
        sizes.Select(size => Case(
            cell, $"{size.T}x{size.Features}_{size.Units}_{size.Rows}of{size.Batch}",
            $"[Model({size.T}, {size.Features}, Batch = {size.Batch})] [RNN(typeof({cell.Name}), {size.Units})] {MeanSquaredError}", size.Rows));

    private static IEnumerable<GradientCase> Options(CellSource cell)
    {
        foreach (var (name, options, rows) in new[]
        {
            ("seq", "ReturnSequences = true", 1),
            ("backwards_seq", "GoBackwards = true, ReturnSequences = true", 3),
            ("stateful", "Stateful = true", 3),
            ("dropouts", "Dropout = 0.3, RecurrentDropout = 0.2, ReturnSequences = true", 3),
            ("seq_state", "ReturnSequences = true, ReturnState = true", 3),
        })
        {
            yield return Case(cell, name, $"[Model(4, 3, Batch = 3)] [RNN(typeof({cell.Name}), 3, {options})] {MeanSquaredError}", rows);
        }

        yield return Case(
            cell, "masked", $"[Model(4, 3, Batch = 4)] [Masking] [RNN(typeof({cell.Name}), 3, ReturnSequences = true)] [Dense(2)] {MeanSquaredError}", 4)
            with { IsPadded = true };
        yield return Case(
            cell, "bidirectional",
            $"[Model(4, 3, Batch = 3)] [Bidirectional, RNN(typeof({cell.Name}), 3, ReturnSequences = true)] [Bidirectional(Merge = MergeMode.Mul), RNN(typeof({cell.Name}), 6)] {MeanSquaredError}", 2);
    }

    private static IEnumerable<GradientCase> Stacks()
    {
        foreach (CellSource cell in new[] { CellSources.PeepholeLstm, CellSources.Sums })
        {
            yield return Case(
                cell, "stack",
                $"""
                [Model(4, 3, Batch = 3)]
                [LSTM(3, ReturnSequences = true)]
                [RNN(typeof({cell.Name}), 5, ReturnSequences = true)]
                [RNN(typeof({cell.Name}), 2, ReturnSequences = true)]
                [GRU(3, ReturnSequences = true)]
                [RNN(typeof({cell.Name}), 3)]
                [Dense(3, Activation = Activation.Softmax)]
                [Loss(Loss.SparseCategoricalCrossentropy)]
                """,
                rows: 3);
        }

        yield return new GradientCase(
            "cell_regularized",
            $"[Model(4, 3, Batch = 3)] [RNN(typeof(Regularized), 3)] {MeanSquaredError}",
            Rows: 3)
        {
            Types =
                """
                static class Regularized
                {
                    internal static Vector Step(
                        Vector x, Vector h,
                        [Regularize(Regularizer.L2)] Kernel W,
                        [Initialize(Initializer.Identity, 0.5), Regularize(Regularizer.L1, 0.03)] RecurrentKernel U,
                        [Regularize(Regularizer.L1L2, 0.02, 0.05)] Bias b) => Tanh(x * W + h * U + b);
                }
                """,
        };
    }

    /// <summary>The case that gives all outputs of a cell: those of each timestep and the last states.</summary>
    public static GradientCase AllOutputsOf(CellSource cell) => GradientCase.All[$"cell_{cell.Name}_seq_state"];

    private static GradientCase Case(CellSource cell, string name, string attributes, int rows) =>
        new($"cell_{cell.Name}_{name}", attributes, rows) { Types = cell.Code, WeightScale = 0.6 };
}
