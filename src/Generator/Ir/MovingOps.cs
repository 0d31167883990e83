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

/// <summary>The same vector at each timestep: <c>Target_t = Source</c>.</summary>
internal sealed class Repeat(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The gradient of <see cref="Repeat"/>: <c>Target = Σ_t Source_t</c>.</summary>
internal sealed class SumOverTime(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The axes of a sample in another order; its gradient is the permutation back.</summary>
/// <param name="order">The number of each axis of the source, from 0 and without the batch axis, at its place in the target.</param>
internal sealed class PermuteAxes(Tensor target, Tensor source, IReadOnlyList<int> order) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public IReadOnlyList<int> Order { get; } = order;

    /// <summary>The order that undoes this one.</summary>
    public IReadOnlyList<int> Inverse => [.. Enumerable.Range(0, Order.Count).Select(axis => Order.ToList().IndexOf(axis))];

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}
