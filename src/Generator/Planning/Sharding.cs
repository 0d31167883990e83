namespace RnnGen.Generator.Planning;

/// <summary>
/// How a batch is cut into parts that threads can compute at the same time. It follows from the model alone, never from
/// the machine, so that the order in which gradients are added is always the same.
/// </summary>
/// <param name="Count">Number of shards.</param>
/// <param name="Rows">Rows of each shard; the last may have fewer.</param>
internal sealed record Sharding(int Count, int Rows)
{
    /// <summary>Enough rows for the weights, once loaded, to be used in whole tiles.</summary>
    private const int FewestRows = 16;

    /// <summary>More shards than this would cost more memory for gradients than they save time.</summary>
    private const int MostShards = 8;

    public static Sharding Of(int batch)
    {
        int count = Math.Max(1, Math.Min(batch / FewestRows, MostShards));
        int rows = (batch + count - 1) / count;
        return new Sharding((batch + rows - 1) / rows, rows);
    }

    /// <summary>The batch as it is.</summary>
    public static Sharding Whole(int batch) => new(1, batch);
}
