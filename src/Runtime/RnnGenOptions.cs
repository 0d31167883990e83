namespace RnnGen;

/// <summary>Settings of the whole process.</summary>
public static class RnnGenOptions
{
    private static int s_threads = Environment.ProcessorCount;

    /// <summary>
    /// Most threads that compute one batch together, the calling thread included. Default: as many as the processor has
    /// (<see cref="Environment.ProcessorCount"/>); 1 never starts a thread.
    /// </summary>
    /// <remarks>
    /// Results do not depend on it, bit for bit: a batch is always cut into the same shards
    /// (<see cref="ModelDescription.ShardRows"/>), and threads only decide who computes which. Batches too small to gain
    /// from a second thread are computed on the calling one.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int Threads
    {
        get => s_threads;
        set
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Threads is {value}; it must be at least 1.");
            s_threads = value;
        }
    }
}
