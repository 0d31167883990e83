namespace RnnGen;

/// <summary>Applies an activation function (Keras: <c>Activation</c>).</summary>
/// <remarks>
/// <code>
/// y = activation(x)
/// </code>
/// The shape stays as it is; softmax runs over the last axis. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivationAttribute : LayerAttribute
{
    /// <summary>Adds an activation.</summary>
    /// <param name="activation">The function.</param>
    public ActivationAttribute(Activation activation) => Activation = activation;

    /// <summary>The function (Keras: <c>activation</c>).</summary>
    public Activation Activation { get; }
}
