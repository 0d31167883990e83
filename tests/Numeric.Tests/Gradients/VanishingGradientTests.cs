using RnnGen.Numeric.Tests.Cells;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>
/// In long sequences Fused code lets gradients that vanish become zero: with the subnormal numbers that Textbook code gets there,
/// many processors calculate a hundred times slower.
/// </summary>
public class VanishingGradientTests
{
    /// <summary>The smallest number that is not subnormal.</summary>
    private const float SmallestNormal = 1.17549435e-38f;

    private const int Timesteps = 400;

    /// <summary>Layers that forget quickly.</summary>
    private static readonly string[] s_layers =
    [
        "SimpleRNN(5, RecurrentInitializer = Initializer.RandomUniform)", "LSTM(5, UnitForgetBias = false)", "GRU(5)",
        "GRU(5, ResetAfter = false)", "Bidirectional, LSTM(3, UnitForgetBias = false)",
    ];

    private static readonly BothStyles s_styles = new([.. Vanishing(), .. Long()]);

    public static TheoryData<string> AllVanishing => [.. Vanishing().Select(source => source.Key)];

    public static TheoryData<string> AllLong => [.. Long().Select(source => source.Key)];

    [Theory]
    [MemberData(nameof(AllVanishing))]
    public void What_vanishes_becomes_zero(string key)
    {
        (Model<int, float> textbook, Model<int, float> fused) = s_styles.Create<Model<int, float>>(key);

        // Each timestep has a token of its own, so that the embedding's gradient is that of the input, timestep by timestep.
        int[] x = [.. Enumerable.Range(0, Timesteps)];
        foreach (Model<int, float> model in new[] { textbook, fused })
            model.TrainOnBatch(x, [0.5f], new SGD(0f));
        Assert.Contains(textbook.Gradients.ToArray(), IsSubnormal);
        Assert.DoesNotContain(fused.Gradients.ToArray(), IsSubnormal);
        StyleComparison.AssertClose("gradients", textbook.Gradients, fused.Gradients);

        // What is small but has not vanished stays.
        Assert.Contains(fused.Gradients.ToArray(), value => value != 0 && MathF.Abs(value) < 1e-20f);
    }

    [Theory]
    [MemberData(nameof(AllLong))]
    public void Fused_equals_Textbook_in_long_sequences(string key)
    {
        (Model<float, float> textbook, Model<float, float> fused) = s_styles.Create<Model<float, float>>(key);
        ModelDescription description = textbook.Description;
        var random = new Random(7);
        foreach (int rows in new[] { description.Batch, 1 })
        {
            float[] x = Values(random, rows * description.InputShape.Aggregate(1, (size, dimension) => size * dimension));
            float[] y = Values(random, rows * description.TargetSize);
            BothStyles.AssertClose($"{rows} rows", textbook, fused, x, y);
        }
    }

    private static IEnumerable<NetworkSource> Vanishing() => s_layers.Select((layer, i) => new NetworkSource(
        $"Vanishing.V{i}",
        $"[Model({Timesteps}, Input = InputKind.Tokens)] [Embedding({Timesteps}, 3)] [{layer}] [Dense(1)] [Loss(Loss.MeanSquaredError)]"));

    private static IEnumerable<NetworkSource> Long()
    {
        string[] layers =
        [
            "[SimpleRNN(7, ReturnSequences = true)] [LSTM(17)]", "[GRU(33, ReturnSequences = true)] [GRU(3, GoBackwards = true)]",
            "[Bidirectional, GRU(5, ReturnSequences = true)] [Flatten]", "[Masking] [LSTM(7, ReturnSequences = true)] [GlobalMaxPooling1D]",
            "[SimpleRNN(40, Activation = Activation.Linear)]", "[LSTM(10, Dropout = 0.2, RecurrentDropout = 0.2)]",
            "[GRU(10, ResetAfter = false, Activation = Activation.Gelu)]",
        ];
        foreach ((string layer, int i) in layers.Select((layer, i) => (layer, i)))
            yield return new NetworkSource($"Vanishing.L{i}", $"[Model(70, 3, Batch = 17)] {layer} [Dense(2)] [Loss(Loss.MeanSquaredError)]");
        // That cell of all operators is chaotic: in so many timesteps, its roundings become as large as its states in any style.
        foreach (CellSource cell in CellSources.All.Where(cell => cell != CellSources.Operators))
        {
            yield return new NetworkSource(
                $"Vanishing.{cell.Name}", $"[Model(70, 3, Batch = 17)] [RNN(typeof({cell.Name}), 7)] [Dense(2)] [Loss(Loss.MeanSquaredError)]")
            {
                Types = cell.Code,
            };
        }
    }

    private static bool IsSubnormal(float value) => value != 0 && MathF.Abs(value) < SmallestNormal;

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
