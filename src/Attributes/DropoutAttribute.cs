namespace RnnGen;

/// <summary>Drops values at random while training (Keras: <c>Dropout</c>).</summary>
/// <remarks>
/// <code>
/// y = x⊙m,  m = 0 with probability rate, else 1/(1 − rate)      training
/// y = x                                                         inference
/// </code>
/// The mask m has the shape of x (batch axis included) and changes with every batch; it repeats with the model's seed.
/// The shape stays as it is. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Adds dropout.</summary>
    /// <param name="rate">Share of the values dropped, in [0, 1).</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>Share of the values dropped, in [0, 1) (Keras: <c>rate</c>).</summary>
    public double Rate { get; }
}
