namespace RnnGen.Generator.Ir;

/// <summary><c>Target = 1</c> where something is there, 0 where there is only padding: a value for each timestep of each row.</summary>
internal abstract class TimestepMask(Tensor target, Tensor source) : Op
{
    /// <summary>(timesteps × rows × 1).</summary>
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>Padding is token 0.</summary>
internal sealed class TokenMask(Tensor target, Tensor tokens) : TimestepMask(target, tokens);

/// <summary>Padding is a timestep whose features all have one value.</summary>
internal sealed class ValueMask(Tensor target, Tensor values, double padding) : TimestepMask(target, values)
{
    public double Padding { get; } = padding;
}
