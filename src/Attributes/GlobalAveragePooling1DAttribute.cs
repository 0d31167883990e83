namespace RnnGen;

/// <summary>The mean over all timesteps, channel by channel (Keras: <c>GlobalAveragePooling1D</c>).</summary>
/// <remarks>
/// <code>
/// y = Σ_t x[t] / timesteps
/// </code>
/// x (timesteps, channels), y (channels). It has no parameters. Timesteps that a mask marks as padding count neither in the sum
/// nor among the timesteps, as in Keras; where all are padding, y is 0.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePooling1DAttribute : LayerAttribute;
