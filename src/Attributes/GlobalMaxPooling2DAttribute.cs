namespace RnnGen;

/// <summary>The largest value of all positions, channel by channel (Keras: <c>GlobalMaxPooling2D</c>, channels last).</summary>
/// <remarks>
/// <code>
/// y = max_i,j x[i, j]
/// </code>
/// x (height, width, channels), y (channels). Of equal values, the first takes the gradient. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPooling2DAttribute : LayerAttribute;
