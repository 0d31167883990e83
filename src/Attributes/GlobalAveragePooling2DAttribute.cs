namespace RnnGen;

/// <summary>The mean over all positions, channel by channel (Keras: <c>GlobalAveragePooling2D</c>, channels last).</summary>
/// <remarks>
/// <code>
/// y = Σ_i,j x[i, j] / (height·width)
/// </code>
/// x (height, width, channels), y (channels). It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePooling2DAttribute : LayerAttribute;
