namespace RnnGen;

/// <summary>Marks timesteps that are only padding, so that the layers after it skip them (Keras: <c>Masking</c>).</summary>
/// <remarks>
/// <code>
/// m_t = 1 where a feature of x_t differs from maskValue, else 0
/// y_t = m_t · x_t
/// </code>
/// x and y (timesteps, features); it is the first layer of a model. A recurrent layer keeps its state over a masked
/// timestep and repeats its output there; inside <c>[Bidirectional]</c>, an output sequence is zero there. The mask goes on
/// through layers that keep the timesteps apart (recurrent layers that return sequences, Dense, Activation, Dropout,
/// LayerNormalization, BatchNormalization of (timesteps, features), TimeDistributed) and ends at all others. If it reaches the output, masked timesteps count neither in
/// the loss nor in the accuracy.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaskingAttribute : LayerAttribute
{
    /// <summary>The value of all features of a timestep that is padding (Keras: <c>mask_value</c>). Default 0.</summary>
    public double MaskValue { get; set; }
}
