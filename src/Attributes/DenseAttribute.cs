namespace RnnGen;

/// <summary>The fully connected layer (Keras: <c>Dense</c>).</summary>
/// <remarks>
/// <code>
/// y = activation(x·W + b)
/// </code>
/// x (features), y (units); an input of more axes is taken as many such vectors: (timesteps, features) gives
/// (timesteps, units). Weights: kernel W (features, units), bias b (units): <c>units·(features + 1)</c> parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>Adds a fully connected layer.</summary>
    /// <param name="units">Size of the output, positive.</param>
    public DenseAttribute(int units) => Units = units;

    /// <summary>Size of the output, positive (Keras: <c>units</c>).</summary>
    public int Units { get; }

    /// <summary>Activation of the output (Keras: <c>activation</c>). Default linear.</summary>
    public Activation Activation { get; set; } = Activation.Linear;

    /// <summary>Whether the layer adds a bias (Keras: <c>use_bias</c>). Default true.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the kernel starts (Keras: <c>kernel_initializer</c>). Default Glorot uniform.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>How the bias starts (Keras: <c>bias_initializer</c>). Default zeros.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Arguments of <see cref="KernelInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] KernelInitializerArguments { get; set; } = [];

    /// <summary>Arguments of <see cref="BiasInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BiasInitializerArguments { get; set; } = [];

    /// <summary>Penalty on the kernel (Keras: <c>kernel_regularizer</c>). Default none.</summary>
    public Regularizer KernelRegularizer { get; set; } = Regularizer.None;

    /// <summary>Penalty on the bias (Keras: <c>bias_regularizer</c>). Default none.</summary>
    public Regularizer BiasRegularizer { get; set; } = Regularizer.None;

    /// <summary>Factors of <see cref="KernelRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] KernelRegularizerArguments { get; set; } = [];

    /// <summary>Factors of <see cref="BiasRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BiasRegularizerArguments { get; set; } = [];
}
