namespace OwnCell;

/// <summary>
/// The adding problem (Hochreiter and Schmidhuber 1997): a sequence of random values, of which two are marked, far apart;
/// what is their sum? Nothing else in the sequence matters, so the network has to keep the first one for a long time, and
/// to let everything pass that is not marked.
/// </summary>
internal sealed class AddingProblem(int seed)
{
    public const int Timesteps = 50;

    /// <summary>At each timestep a value from 0 to 1, and a mark: 1 at two timesteps, else 0.</summary>
    public const int Features = 2;

    public const int Batch = 32;

    /// <summary>A sum that is off by less than this is right, as in the paper.</summary>
    public const float Tolerance = 0.04f;

    /// <summary>What a network without memory comes to, which says 1 whatever it sees: the variance of a sum of two uniform values.</summary>
    public const double WithoutMemory = 1 / 6.0;

    private readonly Random _random = new(seed);

    /// <summary>New sequences: nothing is learned by heart.</summary>
    public (float[] Sequences, float[] Sums) Draw(int count)
    {
        float[] sequences = new float[count * Timesteps * Features], sums = new float[count];
        for (int i = 0; i < count; i++)
        {
            // One mark in each half.
            int first = _random.Next(Timesteps / 2), second = Timesteps / 2 + _random.Next(Timesteps / 2);
            for (int t = 0; t < Timesteps; t++)
            {
                int at = (i * Timesteps + t) * Features;
                sequences[at] = _random.NextSingle();
                if (t != first && t != second)
                    continue;
                sequences[at + 1] = 1;
                sums[i] += sequences[at];
            }
        }

        return (sequences, sums);
    }
}
