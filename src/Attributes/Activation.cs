namespace RnnGen;

/// <summary>Activation functions, with Keras 3's definitions and constants.</summary>
public enum Activation
{
    /// <summary><c>y = x</c> (Keras: <c>linear</c>, <c>None</c>).</summary>
    Linear,

    /// <summary><c>y = max(x, 0)</c> (Keras: <c>relu</c>).</summary>
    Relu,

    /// <summary><c>y = x</c> for x ≥ 0, <c>0.2·x</c> below (Keras: <c>leaky_relu</c>, negative_slope 0.2).</summary>
    LeakyRelu,

    /// <summary><c>y = x</c> for x &gt; 0, <c>eˣ − 1</c> below (Keras: <c>elu</c>, alpha 1).</summary>
    Elu,

    /// <summary>
    /// <c>y = λ·x</c> for x &gt; 0, <c>λ·α·(eˣ − 1)</c> below, with λ = 1.05070098735548 and α = 1.67326324235438
    /// (Keras: <c>selu</c>).
    /// </summary>
    Selu,

    /// <summary><c>y = x·Φ(x) = ½·x·(1 + erf(x/√2))</c>, the exact form (Keras: <c>gelu</c>, approximate=False).</summary>
    Gelu,

    /// <summary><c>y = x·σ(x) = x / (1 + e⁻ˣ)</c> (Keras: <c>silu</c>, <c>swish</c>).</summary>
    Silu,

    /// <summary><c>y = ln(1 + eˣ)</c> (Keras: <c>softplus</c>).</summary>
    Softplus,

    /// <summary><c>y = x / (1 + |x|)</c> (Keras: <c>softsign</c>).</summary>
    Softsign,

    /// <summary><c>y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</c> (Keras: <c>tanh</c>).</summary>
    Tanh,

    /// <summary><c>y = σ(x) = 1 / (1 + e⁻ˣ)</c> (Keras: <c>sigmoid</c>).</summary>
    Sigmoid,

    /// <summary>
    /// <c>y = min(max(x/6 + ½, 0), 1)</c> (Keras 3: <c>hard_sigmoid</c>; Keras 2 had the slope 0.2).
    /// </summary>
    HardSigmoid,

    /// <summary><c>y = eˣ</c> (Keras: <c>exponential</c>).</summary>
    Exponential,

    /// <summary><c>yᵢ = e^xᵢ / Σⱼ e^xⱼ</c> over the last axis (Keras: <c>softmax</c>).</summary>
    Softmax,
}
