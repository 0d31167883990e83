using RnnGen;
using RnnGen.Samples;

namespace RnnByHand;

/// <summary>The lecture's two loops, and the generated networks with the same weights.</summary>
internal static class Loops
{
    /// <summary>The ten rows of input that the lecture prints.</summary>
    private static readonly float[][] s_inputs =
    [
        [0.74753102f, 0.62893607f, 0.05745559f, 0.38066882f],
        [0.58506307f, 0.87763485f, 0.91162332f, 0.0628778f],
        [0.68316771f, 0.88058488f, 0.78144498f, 0.75100929f],
        [0.10312951f, 0.65993162f, 0.44587026f, 0.91094498f],
        [0.2528351f, 0.88598728f, 0.23559254f, 0.6235126f],
        [0.64041994f, 0.36931837f, 0.51040967f, 0.77199075f],
        [0.22431365f, 0.5697359f, 0.18045728f, 0.35358678f],
        [0.49192818f, 0.99818081f, 0.54726083f, 0.14552422f],
        [0.35977994f, 0.55528925f, 0.96489929f, 0.73200054f],
        [0.92577408f, 0.43182119f, 0.31244799f, 0.01688936f],
    ];

    public static void Show(int seed)
    {
        var random = new Random(seed);

        Terminal.Heading("h_t = tanh(Wx·x_t + Wh·h_(t−1) + b), ten timesteps");
        (double[][] byHand, float[][] generated) = Compare(Loop.Draw(4, 8, random), s_inputs, new SmallLoop());
        for (int t = 0; t < byHand.Length; t++)
        {
            Terminal.WriteLine($"h_{t + 1,-2}  by hand    {Numbers(byHand[t])}");
            Terminal.WriteLine($"      generated  {Numbers(generated[t].Select(value => (double)value))}");
        }

        ShowDifference(byHand, generated);

        Terminal.Heading("The same with 100 timesteps of 32 features and 64 hidden units");
        (byHand, generated) = Compare(Loop.Draw(32, 64, random), Loop.Matrix(100, 32, random), new LongLoop());
        Terminal.WriteLine($"output ({generated.Length}, {generated[0].Length})");
        ShowDifference(byHand, generated);
    }

    /// <summary>The states of all timesteps, both ways.</summary>
    private static (double[][] ByHand, float[][] Generated) Compare(Loop loop, float[][] inputs, Model<float> model)
    {
        model.SetWeights(loop.ToWeights());
        float[] sequence = [.. inputs.SelectMany(row => row)];
        return (loop.Run(inputs), [.. model.Predict(sequence).ToArray().Chunk(loop.B.Length)]);
    }

    private static void ShowDifference(double[][] byHand, float[][] generated)
    {
        double difference = byHand.Zip(generated, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
        Terminal.WriteLine($"by hand and generated differ by {difference:0.0e-0} at most");
    }

    private static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(value => $"{value:F7}"));
}
