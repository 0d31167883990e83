namespace RnnGen;

/// <summary>What the convolutions share: the options of their kernel and bias.</summary>
public abstract class ConvolutionAttribute : LayerAttribute
{
    private protected ConvolutionAttribute(int filters) => Filters = filters;

    /// <summary>Number of filters: channels of the output, positive (Keras: <c>filters</c>).</summary>
    public int Filters { get; }

    /// <summary>What stands around the input (Keras: <c>padding</c>). Default none: <see cref="Padding.Valid"/>.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

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
