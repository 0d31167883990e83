namespace RnnGen;

/// <summary>Turns tokens into vectors by looking them up in a trained table (Keras: <c>Embedding</c>).</summary>
/// <remarks>
/// <code>
/// y_t = E[x_t]
/// </code>
/// x (timesteps) token ids from 0 to inputDim − 1, y (timesteps, outputDim). It is the first layer of a model with
/// <c>Input = InputKind.Tokens</c>. Weights: embeddings E (inputDim, outputDim): <c>inputDim·outputDim</c> parameters. A
/// training step computes gradients only for the tokens that occur in its batch; the optimizer's result is that of Keras,
/// which moves all of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>Adds a table of vectors.</summary>
    /// <param name="inputDim">Size of the vocabulary: tokens are 0 to inputDim − 1; positive.</param>
    /// <param name="outputDim">Size of each vector, positive.</param>
    public EmbeddingAttribute(int inputDim, int outputDim)
    {
        InputDim = inputDim;
        OutputDim = outputDim;
    }

    /// <summary>Size of the vocabulary, positive (Keras: <c>input_dim</c>).</summary>
    public int InputDim { get; }

    /// <summary>Size of each vector, positive (Keras: <c>output_dim</c>).</summary>
    public int OutputDim { get; }

    /// <summary>
    /// Whether token 0 is padding, which the layers after it skip (Keras: <c>mask_zero</c>), as <see cref="MaskingAttribute"/>
    /// describes. Default false.
    /// </summary>
    public bool MaskZero { get; set; }

    /// <summary>How the table starts (Keras: <c>embeddings_initializer</c>). Default uniform in ±0.05.</summary>
    public Initializer EmbeddingsInitializer { get; set; } = Initializer.RandomUniform;

    /// <summary>Arguments of <see cref="EmbeddingsInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] EmbeddingsInitializerArguments { get; set; } = [];

    /// <summary>Penalty on the table (Keras: <c>embeddings_regularizer</c>). Default none.</summary>
    public Regularizer EmbeddingsRegularizer { get; set; } = Regularizer.None;

    /// <summary>Factors of <see cref="EmbeddingsRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] EmbeddingsRegularizerArguments { get; set; } = [];
}
