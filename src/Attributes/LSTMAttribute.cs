namespace RnnGen;

/// <summary>Long short-term memory (Keras: <c>LSTM</c>).</summary>
/// <remarks>
/// <code>
/// i[t] = recurrent_activation(x[t]·Wi + h[t−1]·Ui + bi)      input gate
/// f[t] = recurrent_activation(x[t]·Wf + h[t−1]·Uf + bf)      forget gate
/// g[t] = activation(x[t]·Wc + h[t−1]·Uc + bc)                candidate
/// o[t] = recurrent_activation(x[t]·Wo + h[t−1]·Uo + bo)      output gate
/// c[t] = f[t]⊙c[t−1] + i[t]⊙g[t]
/// h[t] = o[t]⊙activation(c[t])
/// </code>
/// x[t] (features); h[t], c[t] and the gates (units). Weights, gates side by side in the order i, f, c, o:
/// kernel (features, 4·units), recurrent_kernel (units, 4·units), bias (4·units):
/// <c>4·units·(features + units + 1)</c> parameters. States: h, c.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LSTMAttribute : StandardRecurrentAttribute
{
    /// <summary>Adds an LSTM layer.</summary>
    /// <param name="units">Size of the output and of each state, positive.</param>
    public LSTMAttribute(int units)
        : base(units)
    {
    }

    /// <summary>Activation of the three gates (Keras: <c>recurrent_activation</c>). Default sigmoid.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>
    /// Starts the forget gate's bias at one, whatever the bias initializer says of the others
    /// (Keras: <c>unit_forget_bias</c>). Default true.
    /// </summary>
    public bool UnitForgetBias { get; set; } = true;
}
