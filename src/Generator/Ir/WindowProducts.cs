namespace RnnGen.Generator.Ir;

/// <summary>An input with its padding of zeros around it, so that all windows lie inside.</summary>
internal sealed class Pad(Tensor target, Tensor source, Windows windows) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    /// <summary>The windows over the source.</summary>
    public Windows Windows { get; } = windows;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>
/// A kernel turned by 180°, input and output channels exchanged: the gradient of a convolution is a convolution with it.
/// </summary>
internal sealed class TurnKernel(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>
/// <see cref="ExtractPatches"/> and <see cref="MatMul"/> in one: the rows of the product's left side are read where they
/// lie in the input, one behind the other and overlapping, and never written down.
/// </summary>
/// <param name="sum">The product's value.</param>
/// <param name="activation">What is computed of the sum in place, where nothing else reads the sum; null to keep it.</param>
internal sealed class WindowProduct(Tensor sum, Tensor source, View kernel, View? bias, Windows windows, Map? activation = null) : Op
{
    /// <summary>What is stored: the sum, or what the activation makes of it.</summary>
    public Tensor Target { get; } = activation?.Target.Tensor ?? sum;

    public Tensor Sum { get; } = sum;

    public Map? Activation { get; } = activation;

    public Tensor Source { get; } = source;

    public View Kernel { get; } = kernel;

    public View? Bias { get; } = bias;

    /// <summary>Windows that see no padding; neighbours within a line lie together in memory.</summary>
    public Windows Windows { get; } = windows;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => Bias is { } bias ? [Source, Kernel.Tensor, bias.Tensor] : [Source, Kernel.Tensor];
}

/// <summary>The gradient of a <see cref="WindowProduct"/> in its kernel: <c>Target += patchesᵀ · Delta</c>.</summary>
internal sealed class WindowWeightGradient(View target, Tensor source, Tensor delta, Windows windows) : Op
{
    public View Target { get; } = target;

    public Tensor Source { get; } = source;

    public Tensor Delta { get; } = delta;

    public Windows Windows { get; } = windows;

    public override IEnumerable<Tensor> Writes => [Target.Tensor];

    public override IEnumerable<Tensor> Reads => [Source, Delta, Target.Tensor];
}
