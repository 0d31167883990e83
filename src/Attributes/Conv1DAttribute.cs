namespace RnnGen;

/// <summary>The convolution over time (Keras: <c>Conv1D</c>): filters that see a few timesteps at a time.</summary>
/// <remarks>
/// <code>
/// y[t] = activation(Σ_k x[t·stride + k·dilation − padding]·W[k] + b)
/// </code>
/// x (timesteps, channels), y (windows, filters); <see cref="Padding"/> says how many windows there are. Weights: kernel W
/// (kernel size, channels, filters), bias b (filters): <c>filters·(size·channels + 1)</c> parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute : ConvolutionAttribute
{
    /// <summary>Adds a convolution over time.</summary>
    /// <param name="filters">Channels of the output, positive.</param>
    /// <param name="kernelSize">Timesteps that a filter sees, positive.</param>
    public Conv1DAttribute(int filters, int kernelSize)
        : base(filters) => KernelSize = kernelSize;

    /// <summary>Timesteps that a filter sees, positive (Keras: <c>kernel_size</c>).</summary>
    public int KernelSize { get; }

    /// <summary>Timesteps from one window to the next, positive (Keras: <c>strides</c>). Default 1.</summary>
    public int Strides { get; set; } = 1;

    /// <summary>
    /// Distance between the timesteps that a filter sees, positive (Keras: <c>dilation_rate</c>). Default 1: they are
    /// neighbours. Only one of this and <see cref="Strides"/> can be more than 1.
    /// </summary>
    public int DilationRate { get; set; } = 1;
}
