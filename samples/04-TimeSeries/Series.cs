namespace Waves;

/// <summary>
/// Series to learn from: two waves of random frequency and phase, and noise. (The lecture's notes call
/// <c>generate_timeseries</c>, but do not have its body.)
/// </summary>
/// <param name="seed">What all series are drawn from.</param>
internal sealed class Series(int seed)
{
    /// <summary>Values that the network reads.</summary>
    public const int Steps = 50;

    /// <summary>The noise is uniform in ± half of this.</summary>
    private const double Noise = 0.1;

    /// <summary>The mean squared error of who knows everything but the noise of the next value.</summary>
    public const double NoiseVariance = Noise * Noise / 12;

    private readonly Random _random = new(seed);

    /// <summary>A series of its own each time.</summary>
    public float[] Generate(int length)
    {
        (double slow, double slowPhase) = (10 + (10 * _random.NextDouble()), _random.NextDouble());
        (double fast, double fastPhase) = (20 + (20 * _random.NextDouble()), _random.NextDouble());
        float[] values = new float[length];
        for (int step = 0; step < length; step++)
        {
            double time = step / (double)Steps;
            values[step] = (float)((0.5 * Math.Sin(slow * (time - slowPhase)))
                + (0.2 * Math.Sin(fast * (time - fastPhase)))
                + (Noise * (_random.NextDouble() - 0.5)));
        }

        return values;
    }

    /// <summary>
    /// Batches without end. An iterator is to C# what a generator is to Python: it makes a batch when one is asked for.
    /// </summary>
    // def timeseries_generator(n_steps=50, batch_size=32):
    //     while True:
    //         batch_xs, batch_ys = [], []
    //         for _ in range(batch_size):
    //             x, y = generate_timeseries(n_steps)
    //             batch_xs.append(x[:,np.newaxis])
    //             batch_ys.append(y[np.newaxis])
    //         yield np.stack(batch_xs), np.stack(batch_ys)
    public IEnumerable<(float[] X, float[] Y)> Batches(int batchSize)
    {
        while (true)
        {
            float[][] series = [.. Enumerable.Range(0, batchSize).Select(_ => Generate(Steps + 1))];
            yield return ([.. series.SelectMany(values => values[..Steps])], [.. series.Select(values => values[Steps])]);
        }
    }
}
