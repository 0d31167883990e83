namespace RnnGen;

/// <summary>The mean of the timesteps in each window, channel by channel (Keras: <c>AveragePooling1D</c>).</summary>
/// <remarks>
/// <code>
/// y[t] = mean_k x[t·stride + k − padding]
/// </code>
/// x (timesteps, channels), y (windows, channels). It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePooling1DAttribute : PoolingAttribute
{
    /// <summary>Adds a pooling over time.</summary>
    /// <param name="poolSize">Timesteps of a window, positive.</param>
    public AveragePooling1DAttribute(int poolSize = 2) => (PoolSize, Strides) = (poolSize, poolSize);

    /// <summary>Timesteps of a window, positive (Keras: <c>pool_size</c>). Default 2.</summary>
    public int PoolSize { get; }

    /// <summary>Timesteps from one window to the next, positive (Keras: <c>strides</c>). Default <see cref="PoolSize"/>.</summary>
    public int Strides { get; set; }
}
