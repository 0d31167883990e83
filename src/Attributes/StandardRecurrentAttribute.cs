namespace RnnGen;

/// <summary>
/// What the recurrent layers with cells of Keras share: SimpleRNN, LSTM and GRU have one kernel, one recurrent kernel and
/// one bias, each with the blocks of its gates side by side.
/// </summary>
public abstract class StandardRecurrentAttribute : RecurrentAttribute
{
    private protected StandardRecurrentAttribute(int units)
        : base(units)
    {
    }

    /// <summary>Activation of the candidate and the output (Keras: <c>activation</c>). Default tanh.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>Whether the layer adds a bias (Keras: <c>use_bias</c>). Default true.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the input kernel starts (Keras: <c>kernel_initializer</c>). Default Glorot uniform.</summary>
    public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>How the recurrent kernel starts (Keras: <c>recurrent_initializer</c>). Default orthogonal.</summary>
    public Initializer RecurrentInitializer { get; set; } = Initializer.Orthogonal;

    /// <summary>How the bias starts (Keras: <c>bias_initializer</c>). Default zeros.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Arguments of <see cref="KernelInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] KernelInitializerArguments { get; set; } = [];

    /// <summary>Arguments of <see cref="RecurrentInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] RecurrentInitializerArguments { get; set; } = [];

    /// <summary>Arguments of <see cref="BiasInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BiasInitializerArguments { get; set; } = [];

    /// <summary>Penalty on the input kernel (Keras: <c>kernel_regularizer</c>). Default none.</summary>
    public Regularizer KernelRegularizer { get; set; } = Regularizer.None;

    /// <summary>Penalty on the recurrent kernel (Keras: <c>recurrent_regularizer</c>). Default none.</summary>
    public Regularizer RecurrentRegularizer { get; set; } = Regularizer.None;

    /// <summary>Penalty on the bias (Keras: <c>bias_regularizer</c>). Default none.</summary>
    public Regularizer BiasRegularizer { get; set; } = Regularizer.None;

    /// <summary>Factors of <see cref="KernelRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] KernelRegularizerArguments { get; set; } = [];

    /// <summary>Factors of <see cref="RecurrentRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] RecurrentRegularizerArguments { get; set; } = [];

    /// <summary>Factors of <see cref="BiasRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BiasRegularizerArguments { get; set; } = [];
}
