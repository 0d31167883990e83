namespace RnnByHand;

/// <summary>A recurrent layer as the lecture writes it with NumPy, and weights for it.</summary>
/// <param name="Wx">Weights of the input: <c>[hidden][features]</c>.</param>
/// <param name="Wh">Weights of the state before: <c>[hidden][hidden]</c>.</param>
/// <param name="B">The bias: <c>[hidden]</c>.</param>
internal sealed record Loop(float[][] Wx, float[][] Wh, float[] B)
{
    /// <summary>Weights drawn as in the lecture, <c>np.random.random</c>: uniform in [0, 1).</summary>
    public static Loop Draw(int features, int hidden, Random random)
        => new(Matrix(hidden, features, random), Matrix(hidden, hidden, random), Vector(hidden, random));

    /// <summary>Rows of numbers in [0, 1).</summary>
    public static float[][] Matrix(int rows, int columns, Random random)
        => [.. Enumerable.Range(0, rows).Select(_ => Vector(columns, random))];

    /// <summary>The state after each timestep, in double precision.</summary>
    /// <param name="inputs">The sequence: <c>[timesteps][features]</c>.</param>
    public double[][] Run(float[][] inputs)
    {
        // hidden_state = np.zeros((hidden_units,))
        double[] state = new double[B.Length];

        // for input_one in inputs:
        //     ht_res = np.tanh(np.dot(Wx, input_one) + np.dot(Wh, hidden_state) + b)
        //     hidden_state_list.append([ht_res])
        //     hidden_state = ht_res
        var states = new List<double[]>();
        foreach (float[] input in inputs)
        {
            double[] x = [.. input];
            double[] before = state;
            state = [.. B.Select((b, unit) => Math.Tanh(Dot(Wx[unit], x) + Dot(Wh[unit], before) + b))];
            states.Add(state);
        }

        return [.. states];
    }

    /// <summary>
    /// The same weights as Keras and RnnGen want them: they multiply from the right, x·W, so both matrices are turned over.
    /// </summary>
    public float[][] ToWeights() => [Transpose(Wx), Transpose(Wh), B];

    private static float[] Vector(int length, Random random)
        => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];

    private static double Dot(float[] weights, double[] values) => weights.Zip(values, (w, v) => w * v).Sum();

    private static float[] Transpose(float[][] matrix)
        => [.. Enumerable.Range(0, matrix[0].Length).SelectMany(column => matrix.Select(row => row[column]))];
}
