namespace RnnGen;

/// <summary>The mean of the positions in each window, channel by channel (Keras: <c>AveragePooling2D</c>, channels last).</summary>
/// <remarks>
/// <code>
/// y[i, j] = mean_k,l x[i·stride + k − padding, j·stride + l − padding]
/// </code>
/// x (height, width, channels), y (windows down, windows across, channels). It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePooling2DAttribute : PoolingAttribute
{
    /// <summary>Adds a pooling over images.</summary>
    /// <param name="poolSize">Height and width of a window, positive; one number stands for both, none for 2 by 2.</param>
    public AveragePooling2DAttribute(params int[] poolSize) => PoolSize = Strides = poolSize.Length == 0 ? [2, 2] : poolSize;

    /// <summary>Height and width of a window, positive; one number stands for both (Keras: <c>pool_size</c>). Default 2 by 2.</summary>
    public int[] PoolSize { get; }

    /// <summary>
    /// Distances from one window to the next, down and across; one number stands for both (Keras: <c>strides</c>).
    /// Default <see cref="PoolSize"/>.
    /// </summary>
    public int[] Strides { get; set; }
}
