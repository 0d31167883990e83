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

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => Parts;
}
