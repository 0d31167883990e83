namespace RnnGen;

/// <summary>The fully connected recurrent layer (Keras: <c>SimpleRNN</c>).</summary>
/// <remarks>
/// <code>
/// h[t] = activation(x[t]·W + h[t−1]·U + b)
/// </code>
/// x[t] (features), h[t] (units). Weights: kernel W (features, units), recurrent_kernel U (units, units),
/// bias b (units): <c>units·(features + units + 1)</c> parameters. State: h.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SimpleRNNAttribute : StandardRecurrentAttribute
{
    /// <summary>Adds a simple recurrent layer.</summary>
    /// <param name="units">Size of the output and of the state, positive.</param>
    public SimpleRNNAttribute(int units)
        : base(units)
    {
    }
}
