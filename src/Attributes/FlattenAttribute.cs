namespace RnnGen;

/// <summary>Makes one vector of all axes (Keras: <c>Flatten</c>).</summary>
/// <remarks>
/// (a, b, …) gives (a·b·…), row by row: no value changes or moves. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
