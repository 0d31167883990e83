using System.Globalization;
using RnnGen.Numeric.Tests.Cells;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>
/// Textbook against Fused at sizes that leave something over of every tile: columns that are no whole vectors, rows that
/// are no whole tiles, few rows and many, and batches that are not full.
/// </summary>
public class FusedShapeTests
{
    private static readonly int[] s_units = [1, 3, 7, 10, 17, 33, 40, 64];

    private static readonly int[] s_batches = [1, 2, 5, 13, 33];

    private static readonly BothStyles s_styles = new(Sources());

    public static TheoryData<string> All => [.. s_styles.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Fused_equals_Textbook(string key)
    {
        (Model<float, float> textbook, Model<float, float> fused) = s_styles.Create<Model<float, float>>(key);
        ModelDescription description = textbook.Description;
        var random = new Random(7);

        // A full batch, then one that is not, then a single row; all over what the one before has left.
        foreach (int rows in new[] { description.Batch, description.Batch - 2, 1 }.Where(rows => rows > 0))
        {
            float[] x = Values(random, rows * description.InputShape.Aggregate(1, (size, dimension) => size * dimension));
            float[] y = Values(random, rows * description.TargetSize);
            BothStyles.AssertClose($"{rows} rows", textbook, fused, x, y);
        }
    }

    /// <summary>Each size of units with some size of batch, in turn, for each kind of layer.</summary>
    private static IEnumerable<NetworkSource> Sources()
    {
        string[] layers =
        [
            "[SimpleRNN({0}, ReturnSequences = true)]", "[LSTM({0})]", "[GRU({0}, ReturnSequences = true)]", "[GRU({0}, ResetAfter = false)]",
            "[Dense({0}, Activation = Activation.Tanh)]", "[LSTM({0}, ReturnSequences = true, GoBackwards = true)]",
            "[Conv1D({0}, 3, Padding = Padding.Same, Activation = Activation.Tanh)]", "[Dense({0})] [LayerNormalization]",
            "[Dense({0})] [BatchNormalization] [MaxPooling1D(3, Strides = 2)]",
            "[Reshape(9, -1, 1)] [Conv2D({0}, 3, 1, Activation = Activation.Relu)] [AveragePooling2D(2, 3, Padding = Padding.Same)]",
        ];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            for (int i = 0; i < s_units.Length; i++)
            {
                int batch = s_batches[(i + layer) % s_batches.Length], features = s_units[(i * 3 + layer) % s_units.Length];
                string attribute = string.Format(CultureInfo.InvariantCulture, layers[layer], s_units[i]);
                yield return new NetworkSource(
                    $"Shapes.S{layer}_{s_units[i]}_{features}_{batch}",
                    $"[Model(9, {features}, Batch = {batch})] {attribute} [Dense(3)] [Loss(Loss.MeanSquaredError)]");
            }
        }

        // Rows and timesteps enough for kernels side by side, then too few.
        foreach (CellSource cell in CellSources.All)
        {
            foreach ((int units, int features, int batch) in new[] { (10, 7, 13), (33, 3, 5), (3, 17, 2) })
                yield return Cell(cell, features, units, batch);
        }

        foreach (CellSource cell in CellSources.Square)
            yield return Cell(cell, 10, 10, 13);
        foreach (CellSource cell in new[] { CellSources.PeepholeLstm, CellSources.Names, CellSources.Sums })
            yield return Cell(cell, 5, 10, 13, "Bidirectional, ");
        yield return new NetworkSource(
            "Shapes.Wide", "[Model(257, Batch = 33)] [Dense(257, Activation = Activation.Relu)] [Dense(17)] [Loss(Loss.Huber)]");
    }

    private static NetworkSource Cell(CellSource cell, int features, int units, int batch, string wrapper = "") =>
        new($"Shapes.{cell.Name}_{units}_{features}_{batch}",
            $"[Model(9, {features}, Batch = {batch})] [Dense({features})] [{wrapper}RNN(typeof({cell.Name}), {units})] [Dense(3)] [Loss(Loss.MeanSquaredError)]")
        {
            Types = cell.Code,
        };

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
