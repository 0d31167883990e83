namespace Hello;

/// <summary>The lecture's calculation of one timestep, line by line, with the weights of the trained network.</summary>
internal sealed class ByHand
{
    // The order of the lecture's model.set_weights([w_xh, w_hh, b_h, w_hy, b_y]).
    private readonly double[,] _wxh = new double[Letters.Count, Hidden];
    private readonly double[,] _whh = new double[Hidden, Hidden];
    private readonly double[] _bh = new double[Hidden];
    private readonly double[,] _why = new double[Hidden, Letters.Count];
    private readonly double[] _by = new double[Letters.Count];

    private const int Hidden = 3;

    public ByHand(NextLetter model)
    {
        for (int j = 0; j < Hidden; j++)
        {
            for (int i = 0; i < Letters.Count; i++)
                _wxh[i, j] = model.SimpleRnn.Kernel[i, j];
            for (int i = 0; i < Hidden; i++)
                _whh[i, j] = model.SimpleRnn.RecurrentKernel[i, j];
            _bh[j] = model.SimpleRnn.Bias[j];
        }

        for (int j = 0; j < Letters.Count; j++)
        {
            for (int i = 0; i < Hidden; i++)
                _why[i, j] = model.Dense.Kernel[i, j];
            _by[j] = model.Dense.Bias[j];
        }
    }

    /// <summary>All timesteps of the word; the state starts with zeros.</summary>
    public Step[] Run()
    {
        var steps = new Step[Letters.Steps];
        double[] h = new double[Hidden];
        for (int t = 0; t < steps.Length; t++)
        {
            // x_2 = char2vec['l']
            double[] x = [.. Letters.OneHot(Letters.Input[t])];

            // a_3 = np.dot(h_2, w_hh) + np.dot(x_2, w_xh) + b_h
            // h_3 = np.tanh(a_3)
            double[] a = Add(Add(Dot(h, _whh), Dot(x, _wxh)), _bh);
            h = [.. a.Select(Math.Tanh)];

            // y_3 = np.dot(h_3, w_hy) + b_y
            // o_3 = softmax(y_3)
            double[] y = Add(Dot(h, _why), _by);
            steps[t] = new Step(h, y, Softmax(y));
        }

        return steps;
    }

    private static double[] Dot(double[] vector, double[,] matrix)
        => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(j => vector.Select((value, i) => value * matrix[i, j]).Sum())];

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Softmax(double[] y)
    {
        double[] exponentials = [.. y.Select(value => Math.Exp(value - y.Max()))];
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }
}

/// <summary>What a timestep gives.</summary>
/// <param name="Hidden">h_t, the state that the next timestep starts with.</param>
/// <param name="Logits">y_t, one number for each letter.</param>
/// <param name="Probabilities">o_t = softmax(y_t).</param>
internal sealed record Step(double[] Hidden, double[] Logits, double[] Probabilities)
{
    /// <summary>idx2char[np.argmax(o_t)].</summary>
    public int Result => Array.IndexOf(Probabilities, Probabilities.Max());
}
