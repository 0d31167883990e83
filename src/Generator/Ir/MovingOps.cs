namespace RnnGen.Generator.Ir;

/// <summary>The timesteps in reverse order: <c>Target_t = Source_{T−1−t}</c>.</summary>
internal sealed class ReverseTime(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The parts side by side on the last axis: <c>Target = [Parts₀, Parts₁, …]</c>.</summary>
internal sealed class Concat(Tensor target, IReadOnlyList<Tensor> parts) : Op
{
    public Tensor Target { get; } = target;

    public IReadOnlyList<Tensor> Parts { get; } = parts;

    /// <summary>True when planning has put the parts into the target's columns, so that there is nothing to do.</summary>
    public bool IsInPlace { get; set; }

    public override IEnumerable<Tensor> Writes => IsInPlace ? [] : [Target];

    public override IEnumerable<Tensor> Reads => IsInPlace ? [] : Parts;
}
