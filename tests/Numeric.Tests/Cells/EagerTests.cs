using System.Reflection;
using System.Runtime.CompilerServices;
using RnnGen.Cells;
using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Numeric.Tests.Gradients;

namespace RnnGen.Numeric.Tests.Cells;

/// <summary>A cell's method called as ordinary C#, step by step, gives what the network computes that was made of it.</summary>
public class EagerTests
{
    private const double Tolerance = 2e-6;

    private static readonly Dictionary<string, CellSource> s_cells =
        CellSources.All.Concat(CellSources.Square).ToDictionary(cell => cell.Name, StringComparer.Ordinal);

    public static TheoryData<string> All => [.. s_cells.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Eager_equals_generated(string name)
    {
        string key = CellCases.AllOutputsOf(s_cells[name]).Network.Key;
        var model = Networks.Single.Create<Model<float>>(key, seed: 5);
        MethodInfo step = Networks.Single.TypeOf(key).Assembly.GetType($"Networks.{key}.{name}", throwOnError: true)!.GetMethod("Step")!;
        ModelDescription description = model.Description;
        int rows = description.Batch, timesteps = description.InputShape[0], features = description.InputShape[1], units = description.OutputShape[^1];
        RandomizeBiases(model);
        float[] x = [.. Enumerable.Range(0, rows * timesteps * features).Select(i => MathF.Sin(i * i))];

        model.Predict(x);
        float[][] outputs = [.. Enumerable.Range(0, description.Outputs.Length).Select(i => model.GetOutput(i).ToArray())];
        for (int row = 0; row < rows; row++)
        {
            object[] states = [.. outputs.Skip(1).Select(_ => Vector.Zeros(units))];
            for (int t = 0; t < timesteps; t++)
            {
                Vector input = new(x.AsSpan((row * timesteps + t) * features, features));
                states = Run(step, [input, .. states], model);
                AssertEqual($"output of row {row} at timestep {t}", outputs[0].AsSpan((row * timesteps + t) * units, units), states[0]);
            }

            for (int state = 0; state < states.Length; state++)
                AssertEqual($"state {state} of row {row}", outputs[1 + state].AsSpan(row * units, units), states[state]);
        }
    }

    /// <summary>Calls the method with vectors and, in the order of its parameters, the model's weights.</summary>
    private static object[] Run(MethodInfo step, object[] inputAndStates, Model model)
    {
        var vectors = new Queue<object>(inputAndStates);
        var weights = new Queue<WeightDescription>(model.Description.Weights);
        object[] arguments = [.. step.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(Vector) ? vectors.Dequeue() : Weight(parameter.ParameterType, weights.Dequeue(), model))];
        object result = step.Invoke(null, arguments)!;
        return result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)] : [result];
    }

    private static object Weight(Type type, WeightDescription weight, Model model)
    {
        float[] values = model.Parameters.Slice(weight.Offset, weight.Size).ToArray();
        if (weight.Shape.Length == 1)
            return Activator.CreateInstance(type, values, weight.Name)!;
        float[,] matrix = new float[weight.Shape[0], weight.Shape[1]];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(float));
        return Activator.CreateInstance(type, matrix, weight.Name)!;
    }

    /// <summary>They begin as zeros, which would hide where they are used.</summary>
    private static void RandomizeBiases(Model model)
    {
        foreach (WeightDescription weight in model.Description.Weights.Where(weight => weight.Shape.Length == 1))
        {
            for (int i = 0; i < weight.Size; i++)
                model.Parameters[weight.Offset + i] = 0.8f * MathF.Cos(weight.Offset + 3 * i);
        }
    }

    private static void AssertEqual(string what, ReadOnlySpan<float> generated, object eager)
    {
        ReadOnlySpan<float> values = ((Vector)eager).AsSpan();
        Assert.Equal(generated.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(generated[i] - values[i]) <= Tolerance * (1 + Math.Abs(values[i])), $"{what}: {generated[i]}, eagerly {values[i]}");
    }
}
