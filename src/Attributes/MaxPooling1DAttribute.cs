namespace RnnGen;

/// <summary>The largest of the timesteps in each window, channel by channel (Keras: <c>MaxPooling1D</c>).</summary>
/// <remarks>
/// <code>
/// y[t] = max_k x[t·stride + k − padding]
/// </code>
/// x (timesteps, channels), y (windows, channels). Of equal values, the first takes the gradient. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPooling1DAttribute : PoolingAttribute
{
    /// <summary>Adds a pooling over time.</summary>
    /// <param name="poolSize">Timesteps of a window, positive.</param>
    public MaxPooling1DAttribute(int poolSize = 2) => (PoolSize, Strides) = (poolSize, poolSize);

    /// <summary>Timesteps of a window, positive (Keras: <c>pool_size</c>). Default 2.</summary>
    public int PoolSize { get; }

    /// <summary>Timesteps from one window to the next, positive (Keras: <c>strides</c>). Default <see cref="PoolSize"/>.</summary>
    public int Strides { get; set; }
}
