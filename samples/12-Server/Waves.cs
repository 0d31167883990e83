namespace RnnGen.Samples.Server;

/// <summary>Sine waves of any period and phase: what the network learns to continue.</summary>
internal static class Waves
{
    public static Forecaster Train(int seed, CancellationToken stop)
    {
        const int Rows = 4096, Length = Forecaster.InputSize;
        var random = new Random(seed);
        float[] x = new float[Rows * Length], y = new float[Rows];
        for (int row = 0; row < Rows; row++)
        {
            float step = 0.1f + 0.4f * random.NextSingle(), phase = float.Tau * random.NextSingle();
            for (int t = 0; t < Length; t++)
                x[row * Length + t] = float.Sin(phase + t * step);
            y[row] = float.Sin(phase + Length * step);
        }

        var model = new Forecaster(seed);
        model.Fit(x, y, new Adam(3e-3f), epochs: 15, batchSize: 32, verbose: Verbosity.Silent, cancellationToken: stop);
        return model;
    }
}
