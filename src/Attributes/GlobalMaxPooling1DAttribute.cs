namespace RnnGen;

/// <summary>The largest value of all timesteps, channel by channel (Keras: <c>GlobalMaxPooling1D</c>).</summary>
/// <remarks>
/// <code>
/// y = max_t x[t]
/// </code>
/// x (timesteps, channels), y (channels). Of equal values, the first takes the gradient. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPooling1DAttribute : LayerAttribute;
