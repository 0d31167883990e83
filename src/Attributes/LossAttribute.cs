namespace RnnGen;

/// <summary>
/// Makes a network trainable: what training minimises (Keras: <c>compile(loss=…)</c>). Without it the generated model
/// only infers.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <summary>Sets the loss.</summary>
    /// <param name="loss">The loss function.</param>
    public LossAttribute(Loss loss) => Loss = loss;

    /// <summary>The loss function.</summary>
    public Loss Loss { get; }

    /// <summary>
    /// For the cross-entropies: the last layer is linear and gives logits; the loss applies softmax or sigmoid itself
    /// (Keras: <c>from_logits</c>). Default false.
    /// </summary>
    public bool FromLogits { get; set; }

    /// <summary>
    /// For Huber: the error size at which the loss turns from quadratic to linear, positive (Keras: <c>delta</c>).
    /// Default 1.
    /// </summary>
    public double Delta { get; set; } = 1;
}
