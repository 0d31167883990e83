namespace RnnGen;

/// <summary>The mean over all timesteps, channel by channel (Keras: <c>GlobalAveragePooling1D</c>).</summary>
/// <remarks>
/// <code>
/// y = Σ_t x[t] / timesteps
/// </code>
/// x (timesteps, channels), y (channels). It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePooling1DAttribute : LayerAttribute;
