namespace RnnGen.Generator.Ir;

/// <summary><c>Target = Table[Tokens]</c>: for each token the row of the table with its number.</summary>
internal sealed class Gather(Tensor target, Tensor table, Tensor tokens) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Table { get; } = table;

    public Tensor Tokens { get; } = tokens;

    /// <summary>The loop over time that takes the rows of one timestep; null where all are taken at once.</summary>
    public Scan? Scan { get; init; }

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Table, Tokens];
}

/// <summary>Lists the different tokens of a shard, each once, and for each position which of them stands there.</summary>
internal sealed class ListTokens(Tensor target, Tensor tokens) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Tokens { get; } = tokens;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Tokens];
}

/// <summary><c>Target = Σ Source</c> over the shards of a batch: what each has for its own tokens, for those of the batch.</summary>
internal sealed class AddShards(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The gradient of <see cref="Gather"/> in its table: <c>Target[Tokens] += Delta</c>, touching only rows that occur.</summary>
internal sealed class ScatterAdd(Tensor target, Tensor tokens, Tensor delta) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Tokens { get; } = tokens;

    public Tensor Delta { get; } = delta;

    /// <summary>The loop over time that adds the rows of one timestep; null where all are added at once.</summary>
    public Scan? Scan { get; init; }

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Tokens, Delta, Target];
}
