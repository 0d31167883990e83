namespace RnnGen;

/// <summary>The convolution over images (Keras: <c>Conv2D</c>, channels last): filters that see a small rectangle at a time.</summary>
/// <remarks>
/// <code>
/// y[i, j] = activation(Σ_k Σ_l x[i·stride + k·dilation − padding, j·stride + l·dilation − padding]·W[k, l] + b)
/// </code>
/// x (height, width, channels), y (windows down, windows across, filters); <see cref="Padding"/> says how many windows
/// there are. Weights: kernel W (kernel height, kernel width, channels, filters), bias b (filters):
/// <c>filters·(kernel height·kernel width·channels + 1)</c> parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>Adds a convolution over images.</summary>
    /// <param name="filters">Channels of the output, positive.</param>
    /// <param name="kernelSize">Height and width that a filter sees, positive; one number stands for both.</param>
    public Conv2DAttribute(int filters, params int[] kernelSize)
        : base(filters) => KernelSize = kernelSize;

    /// <summary>Height and width that a filter sees, positive; one number stands for both (Keras: <c>kernel_size</c>).</summary>
    public int[] KernelSize { get; }

    /// <summary>
    /// Distances from one window to the next, down and across; one number stands for both (Keras: <c>strides</c>).
    /// Default 1.
    /// </summary>
    public int[] Strides { get; set; } = [1, 1];

    /// <summary>
    /// Distances between the positions that a filter sees, down and across; one number stands for both (Keras:
    /// <c>dilation_rate</c>). Default 1: they are neighbours. Only this or <see cref="Strides"/> can be more than 1.
    /// </summary>
    public int[] DilationRate { get; set; } = [1, 1];
}
