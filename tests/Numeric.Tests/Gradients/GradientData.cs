
namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Random weights, states, inputs and targets of a case, exact in float, so that both precisions see the same.</summary>
internal sealed class GradientData
{
    public GradientData(GradientCase gradient, ModelDescription description)
    {
        Random random = gradient.CreateRandom();
        Parameters = Uniform(random, description.ParameterCount, gradient.WeightScale);
        States = Uniform(random, description.StateSize, 0.8);
        Input = Uniform(random, gradient.Rows * Size(description.InputShape), 1.5);
        Tokens = description.Vocabulary == 0 ? [] : [.. Input.Select(_ => random.Next(description.Vocabulary))];
        if (gradient.IsPadded)
            Pad(description.InputShape, gradient.Attributes.Contains("MaskValue = 0.5", StringComparison.Ordinal) ? 0.5 : 0);
        int targets = gradient.Rows * description.TargetSize;
        Labels = [.. Enumerable.Range(0, targets).Select(_ => random.Next(Math.Max(1, description.Classes)))];
        Targets = description.Loss switch
        {
            Loss.CategoricalCrossentropy => Distributions(random, targets, description.OutputShape[^1]),
            Loss.BinaryCrossentropy => Chances(random, targets),
            _ => Uniform(random, targets, 2.5),
        };
    }

    public double[] Parameters { get; }

    public double[] States { get; }

    public double[] Input { get; }

    /// <summary>The input of networks that take tokens.</summary>
    public int[] Tokens { get; }

    /// <summary>Targets of losses that take numbers.</summary>
    public double[] Targets { get; }

    /// <summary>Targets of the sparse loss: class indices.</summary>
    public int[] Labels { get; }

    public static int Size(IEnumerable<int> shape) => shape.Aggregate(1, (product, size) => product * size);

    public static float[] ToSingle(double[] values) => Array.ConvertAll(values, value => (float)value);

    /// <summary>Row by row: the first timestep, the last two, all, one in the middle.</summary>
    private void Pad(int[] shape, double value)
    {
        int timesteps = shape[0], features = shape.Length > 1 ? shape[1] : 1;
        (int Row, int First, int Count)[] padding = [(0, 0, 1), (1, timesteps - 2, 2), (2, 0, timesteps), (3, 2, 1)];
        foreach ((int row, int first, int count) in padding)
        {
            Input.AsSpan((row * timesteps + first) * features, count * features).Fill(value);
            if (Tokens.Length > 0)
                Tokens.AsSpan(row * timesteps + first, count).Clear();
        }
    }

    private static double[] Uniform(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)((2 * random.NextDouble() - 1) * scale))];

    /// <summary>Half of them certain, half of them not.</summary>
    private static double[] Chances(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? random.Next(2) : (double)random.NextSingle())];

    /// <summary>Rows that sum to one, in quarters, which float holds exactly.</summary>
    private static double[] Distributions(Random random, int count, int classes)
    {
        double[] values = new double[count];
        for (int row = 0; row < count; row += classes)
        {
            for (int quarter = 0; quarter < 4; quarter++)
                values[row + random.Next(classes)] += 0.25;
        }

        return values;
    }
}
