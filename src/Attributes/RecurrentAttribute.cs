namespace RnnGen;

/// <summary>
/// What all recurrent layers share. They take a sequence (timesteps, features) and give the last output (units), or
/// with <see cref="ReturnSequences"/> the output of every timestep (timesteps, units).
/// </summary>
public abstract class RecurrentAttribute : LayerAttribute
{
    private protected RecurrentAttribute(int units) => Units = units;

    /// <summary>Size of the output and of the state, positive (Keras: <c>units</c>).</summary>
    public int Units { get; }

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

    /// <summary>
    /// Share of the layer's inputs dropped while training, in [0, 1); one mask for all timesteps of a batch, the rest
    /// scaled by 1/(1 − rate) (Keras: <c>dropout</c>). Default 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>
    /// Share of the recurrent inputs h₍ₜ₋₁₎ dropped while training, in [0, 1); one mask for all timesteps of a batch,
    /// the rest scaled by 1/(1 − rate) (Keras: <c>recurrent_dropout</c>). Default 0.
    /// </summary>
    public double RecurrentDropout { get; set; }

    /// <summary>
    /// Gives the output of every timestep, (timesteps, units), instead of the last (Keras: <c>return_sequences</c>).
    /// </summary>
    public bool ReturnSequences { get; set; }

    /// <summary>
    /// Gives the last states as further outputs of the model (Keras: <c>return_state</c>); only on the last layer.
    /// </summary>
    public bool ReturnState { get; set; }

    /// <summary>
    /// Runs from the last timestep to the first; with <see cref="ReturnSequences"/> the outputs stay in that reversed
    /// order (Keras: <c>go_backwards</c>).
    /// </summary>
    public bool GoBackwards { get; set; }

    /// <summary>
    /// Starts row i of a batch from the state in which row i of the batch before ended, until <c>ResetStates()</c>
    /// (Keras: <c>stateful</c>). Every batch then has exactly the model's <c>Batch</c> rows.
    /// </summary>
    public bool Stateful { get; set; }
}
