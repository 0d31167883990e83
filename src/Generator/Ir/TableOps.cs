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

/// <summary>
/// Lists the different tokens of a call, each once, and for each position of the call which of them stands there.
/// </summary>
internal sealed class ListTokens(Tensor target, Tensor tokens) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Tokens { get; } = tokens;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Tokens];

    /// <summary>Values that a list takes: three counts, a token and a number for each position, and a number for each token of the vocabulary.</summary>
    public static int SizeOf(int positions, int vocabulary) => checked(3 + 2 * positions + vocabulary);
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
