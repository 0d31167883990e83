namespace RnnGen.Generator.Ir;

/// <summary><c>Target = Table[Tokens]</c>: for each token the row of the table with its number.</summary>
internal sealed class Gather(Tensor target, Tensor table, Tensor tokens) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Table { get; } = table;

    public Tensor Tokens { get; } = tokens;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Table, Tokens];
}

/// <summary>The gradient of <see cref="Gather"/> in its table: <c>Target[Tokens] += Delta</c>, touching only rows that occur.</summary>
internal sealed class ScatterAdd(Tensor target, Tensor tokens, Tensor delta) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Tokens { get; } = tokens;

    public Tensor Delta { get; } = delta;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Tokens, Delta, Target];
}
