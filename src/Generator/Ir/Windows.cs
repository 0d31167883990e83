namespace RnnGen.Generator.Ir;

/// <summary>How windows stand along one axis of an input.</summary>
/// <param name="Length">Length of the input's axis.</param>
/// <param name="Size">Positions that a window has.</param>
/// <param name="Count">Windows.</param>
/// <param name="Stride">Distance between two windows.</param>
/// <param name="Dilation">Distance between two positions of a window.</param>
/// <param name="Before">Positions of padding before the input.</param>
internal sealed record WindowAxis(int Length, int Size, int Count, int Stride = 1, int Dilation = 1, int Before = 0)
{
    /// <summary>An axis of length one, as the height of a sequence.</summary>
    public static readonly WindowAxis Single = new(1, 1, 1);

    /// <summary>Windows over an axis by Keras' rules of padding; null when not a single one fits in, or its size is beyond any array.</summary>
    /// <param name="padding">The member of the <c>Padding</c> enum.</param>
    public static WindowAxis? Create(int length, int size, int stride, int dilation, string padding)
    {
        long extent = (size - 1L) * dilation + 1;
        if (extent > (padding == "Valid" ? length : int.MaxValue))
            return null;
        if (padding == "Valid")
            return new WindowAxis(length, size, (int)((length - extent) / stride) + 1, stride, dilation);

        int count = (length - 1) / stride + 1;
        // Causal: all padding stands before, so that no window sees beyond its own timestep. Same: half of it, rounded down.
        long before = padding == "Causal" ? extent - 1 : Math.Max(0, (count - 1L) * stride + extent - length) / 2;
        return new WindowAxis(length, size, count, stride, dilation, (int)before);
    }

    /// <summary>True when no position of any window lies in the padding.</summary>
    public bool IsInside => Before == 0 && (Count - 1L) * Stride + (Size - 1L) * Dilation < Length;

    /// <summary>The same windows over an input that has been copied with its padding around it.</summary>
    public WindowAxis Padded => IsInside ? this : this with { Length = (Count - 1) * Stride + (Size - 1) * Dilation + 1, Before = 0 };

    /// <summary>
    /// The windows by which the gradient flows back, over the windows' own axis: each input position sees those that have
    /// seen it, the last one first. For a stride of 1.
    /// </summary>
    public WindowAxis Transposed => new(Count, Size, Length, Dilation: Dilation, Before: (Size - 1) * Dilation - Before);
}

/// <summary>Windows that move over the last three axes of an input: (height, width, channels); a sequence has the height 1.</summary>
internal sealed record Windows(WindowAxis Down, WindowAxis Across, int Channels)
{
    /// <summary>Values of the input that one sample of windows moves over.</summary>
    public int InputSize => Down.Length * Across.Length * Channels;

    /// <summary>Positions of one window.</summary>
    public long Size => (long)Down.Size * Across.Size;

    /// <summary>True when no window sees padding.</summary>
    public bool IsInside => Down.IsInside && Across.IsInside;

    /// <summary>The same windows over an input that has been copied with its padding around it.</summary>
    public Windows Padded => this with { Down = Down.Padded, Across = Across.Padded };

    /// <summary>True when each window is the value at one position, and there is one for each.</summary>
    public bool IsIdentity => Down is { Size: 1, Stride: 1 } && Across is { Size: 1, Stride: 1 };
}

/// <summary>Copies what each window sees into a row of its own (im2col): a convolution is then a matrix product.</summary>
internal sealed class ExtractPatches(Tensor target, Tensor source, Windows windows) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public Windows Windows { get; } = windows;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The gradient of <see cref="ExtractPatches"/>: each value is added to where it came from (col2im).</summary>
internal sealed class FoldPatches(Tensor target, Tensor source, Windows windows) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public Windows Windows { get; } = windows;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The largest value of each window, or the mean, channel by channel; padding does not count.</summary>
internal sealed class Pool(Tensor target, Tensor source, Windows windows, bool isMax) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public Windows Windows { get; } = windows;

    public bool IsMax { get; } = isMax;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The gradient of <see cref="Pool"/>: to the first of the largest values of a window, or to all its values alike.</summary>
internal sealed class PoolGradient(Tensor target, Tensor outputGradient, Pool pool) : Op
{
    public Tensor Target { get; } = target;

    public Tensor OutputGradient { get; } = outputGradient;

    public Pool Pool { get; } = pool;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => Pool.IsMax ? [OutputGradient, Pool.Source, Pool.Target] : [OutputGradient];
}
