namespace RnnGen;

/// <summary>
/// Applies the layer that follows to every timestep, with the same weights (Keras: <c>TimeDistributed</c>):
/// <c>[TimeDistributed, Dense(10)]</c>.
/// </summary>
/// <remarks>
/// <c>y[t] = layer(x[t])</c>. Input (timesteps, …), output (timesteps, …the layer's own output). It has no parameters
/// beside the layer's.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TimeDistributedAttribute : WrapperAttribute;
