using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Numeric.Tests.Gradients;

namespace RnnGen.Numeric.Tests.Cells;

/// <summary>The built-in layers, written as cells of one's own: with the same weights they compute, learn and drop out the same.</summary>
public class BuiltInEqualityTests
{
    private const int Timesteps = 6;
    private const int Features = 5;
    private const int Batch = 8;

    /// <summary>A built-in layer, the cell that is equal to it, and the gates in the order of the layer's columns.</summary>
    private sealed record Pair(string Attribute, CellSource Cell, string[] Gates);

    private static readonly Dictionary<string, Pair> s_pairs = new(StringComparer.Ordinal)
    {
        ["SimpleRNN"] = new("SimpleRNN({0})", CellSources.RnnCell, [""]),
        ["LSTM"] = new("LSTM({0})", CellSources.Lstm, ["i", "f", "c", "o"]),
        ["GRU"] = new("GRU({0})", CellSources.Gru, ["z", "r", "h"]),
        ["GRU_reset_before"] = new("GRU({0}, ResetAfter = false)", CellSources.GruOfThePaper, ["z", "r", "h"]),
    };

    /// <summary>Units that fill tiles and units that do not.</summary>
    private static readonly int[] s_units = [7, 32];

    private static readonly string[] s_options =
    [
        "", ", ReturnSequences = true", ", Dropout = 0.3, RecurrentDropout = 0.2", ", GoBackwards = true", ", Stateful = true", Padded,
        Padded + ", ReturnSequences = true",
    ];

    /// <summary>Before the options of a layer over padding.</summary>
    private const string Padded = "padded";

    private static readonly Lazy<CompiledNetworks> s_networks = new(() => new NetworkCompiler(
        from pair in s_pairs from units in s_units from option in Enumerable.Range(0, s_options.Length) from own in new[] { false, true }
        select Network(pair.Key, units, option, own)).CompileFloat());

    public static TheoryData<string, int, int> All
    {
        get
        {
            var all = new TheoryData<string, int, int>();
            foreach (string name in s_pairs.Keys)
            {
                foreach (int units in s_units)
                {
                    for (int option = 0; option < s_options.Length; option++)
                        all.Add(name, units, option);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Own_cell_equals_the_built_in_layer(string name, int units, int option)
    {
        var builtIn = s_networks.Value.Create<Model<float, float>>(Key(name, units, option, own: false), seed: 3);
        var own = s_networks.Value.Create<Model<float, float>>(Key(name, units, option, own: true), seed: 3);
        Assert.Equal(builtIn.Description.ParameterCount, own.Description.ParameterCount);
        var random = new Random(1);
        foreach (ref float value in builtIn.Parameters)
            value = random.NextSingle() - 0.5f;
        (int Own, int BuiltIn)[] places = [.. Places(name, builtIn.Description, own.Description)];
        foreach ((int ownPlace, int builtInPlace) in places)
            own.Parameters[ownPlace] = builtIn.Parameters[builtInPlace];

        Optimizer ownOptimizer = new Adam(0.01f), builtInOptimizer = new Adam(0.01f);
        for (int step = 0; step < 20; step++)
        {
            float[] x = Values(random, Batch * Timesteps * Features, Padding(option)), y = Values(random, Batch * builtIn.Description.TargetSize);
            StyleComparison.AssertClose($"loss {step}", [builtIn.TrainOnBatch(x, y, builtInOptimizer)], [own.TrainOnBatch(x, y, ownOptimizer)]);
            if (step < 2)
                StyleComparison.AssertClose($"gradients {step}", InOwnOrder(builtIn.Gradients, places), own.Gradients);
            if (step == 0)
                StyleComparison.AssertClose("predictions", builtIn.Predict(x), own.Predict(x));
        }

        // Adam divides by the size of small gradients, so rounding grows a little.
        float[] trained = InOwnOrder(builtIn.Parameters, places);
        Assert.All(trained.Zip(own.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-4f));
    }

    private static string Key(string name, int units, int option, bool own) => $"Equality.{name}_{units}_{option}_{(own ? "own" : "builtin")}";

    private static NetworkSource Network(string name, int units, int option, bool own)
    {
        Pair pair = s_pairs[name];
        string arguments = units + s_options[option].Replace(Padded, "", StringComparison.Ordinal);
        string layer = own ? $"RNN(typeof({pair.Cell.Name}), {arguments})" : pair.Attribute.Replace("{0}", arguments, StringComparison.Ordinal);
        return new NetworkSource(
            Key(name, units, option, own),
            $"[Model({Timesteps}, {Features}, Batch = {Batch})] {(Padding(option) > 0 ? "[Masking] " : "")}[{layer}] [Dense(2)] [Loss(Loss.MeanSquaredError)]")
        {
            Types = pair.Cell.Code,
        };
    }

    /// <summary>The place of each parameter of the own cell among the own and the built-in network's.</summary>
    private static IEnumerable<(int Own, int BuiltIn)> Places(string name, ModelDescription builtIn, ModelDescription own)
    {
        string[] gates = s_pairs[name].Gates;
        foreach (WeightDescription weight in own.Weights)
        {
            (string original, int gate, int row) = weight.Name switch
            {
                _ when weight.Layer == "dense" => (weight.Name, 0, 0),
                "Wx" => ("kernel", 0, 0),
                "Wh" when gates.Length == 1 => ("recurrent_kernel", 0, 0),
                ['W', .. string key] => ("kernel", Array.IndexOf(gates, key), 0),
                ['U', .. string key] => ("recurrent_kernel", Array.IndexOf(gates, key), 0),
                ['b', .. string key] => ("bias", Array.IndexOf(gates, key), 0),
                ['c', .. string key] => ("bias", Array.IndexOf(gates, key), 1),
                _ => throw new InvalidOperationException(weight.Name),
            };
            WeightDescription source = builtIn.Weights.Single(candidate =>
                candidate.Name == original && (candidate.Layer == "dense") == (weight.Layer == "dense"));
            int columns = weight.Shape[^1], stride = source.Shape[^1];
            for (int i = 0; i < weight.Size; i++)
                yield return (weight.Offset + i, source.Offset + (row + i / columns) * stride + gate * columns + i % columns);
        }
    }

    private static float[] InOwnOrder(ReadOnlySpan<float> builtIn, (int Own, int BuiltIn)[] places)
    {
        float[] values = new float[builtIn.Length];
        foreach ((int ownPlace, int builtInPlace) in places)
            values[ownPlace] = builtIn[builtInPlace];
        return values;
    }

    /// <summary>The part of the timesteps that is padding.</summary>
    private static double Padding(int option) => s_options[option].StartsWith(Padded, StringComparison.Ordinal) ? 0.3 : 0;

    private static float[] Values(Random random, int count, double padding = 0)
    {
        float[] values = [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
        for (int timestep = 0; timestep < count / Features; timestep++)
        {
            if (random.NextDouble() < padding)
                values.AsSpan(timestep * Features, Features).Clear();
        }

        return values;
    }
}
