namespace RnnGen;

/// <summary>Gated recurrent unit (Keras: <c>GRU</c>).</summary>
/// <remarks>
/// <code>
/// z[t] = recurrent_activation(x[t]·Wz + h[t−1]·Uz + bz)      update gate
/// r[t] = recurrent_activation(x[t]·Wr + h[t−1]·Ur + br)      reset gate
/// g[t] = activation(x[t]·Wh + bh + r[t]⊙(h[t−1]·Uh + b′h))   candidate, ResetAfter = true
/// g[t] = activation(x[t]·Wh + bh + (r[t]⊙h[t−1])·Uh)         candidate, ResetAfter = false
/// h[t] = z[t]⊙h[t−1] + (1 − z[t])⊙g[t]
/// </code>
/// x[t] (features); h[t] and the gates (units). Weights, gates side by side in the order z, r, h:
/// kernel (features, 3·units), recurrent_kernel (units, 3·units), bias (2, 3·units) with <see cref="ResetAfter"/>
/// (row 0 is added to x·W, row 1 to h·U), else (3·units): <c>3·units·(features + units + 2)</c> parameters with
/// <see cref="ResetAfter"/>, else <c>3·units·(features + units + 1)</c>. State: h.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GRUAttribute : StandardRecurrentAttribute
{
    /// <summary>Adds a GRU layer.</summary>
    /// <param name="units">Size of the output and of the state, positive.</param>
    public GRUAttribute(int units)
        : base(units)
    {
    }

    /// <summary>Activation of the two gates (Keras: <c>recurrent_activation</c>). Default sigmoid.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>
    /// Applies the reset gate after the product with the recurrent kernel (true, as cuDNN does) or before it
    /// (false, as in the first paper) (Keras: <c>reset_after</c>). Default true.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}
