namespace RnnGen;

/// <summary>
/// What a model is: its shapes, sizes, layers and weights. The generator emits one for each model class; it does not
/// change. Shapes are those of one sample, without the batch axis.
/// </summary>
public sealed class ModelDescription
{
    /// <summary>The class's simple name, as messages print it: <c>MnistLstm</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Shape of one input sample: (features) or (timesteps, features).</summary>
    public required int[] InputShape { get; init; }

    /// <summary>Shape of one sample of the first output.</summary>
    public required int[] OutputShape { get; init; }

    /// <summary>Shapes of all outputs: the first is <see cref="OutputShape"/>, the others are returned states.</summary>
    public required int[][] Outputs { get; init; }

    /// <summary>Most rows one step of the network takes; a stateful network takes exactly this many.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of parameters: the length of <see cref="Model.Parameters"/>.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>
    /// Number of values in weights that are not trained: the length of <see cref="Model.NonTrainableWeights"/>.
    /// </summary>
    public int NonTrainableCount { get; init; }

    /// <summary>
    /// How many of the parameters, the first, belong to tables (embeddings), whose gradients are zero but for the rows that
    /// a batch uses.
    /// </summary>
    public int SparseParameterCount { get; init; }

    /// <summary>Tokens are in [0, Vocabulary); 0 when inputs are values.</summary>
    public int Vocabulary { get; init; }

    /// <summary>
    /// Rows of each part that a batch is cut into, the last one may have fewer: threads compute the parts at the same
    /// time, each in memory of its own.
    /// </summary>
    public required int ShardRows { get; init; }

    /// <summary>Floats of state kept from batch to batch for the rows of one shard; 0 without stateful layers.</summary>
    public int StateSize { get; init; }

    /// <summary>Whether a layer carries its state from batch to batch.</summary>
    public bool Stateful { get; init; }

    /// <summary>Floats of workspace that inference needs for the rows of one shard.</summary>
    public required long InferenceWorkspaceSize { get; init; }

    /// <summary>Floats of workspace that training needs for the rows of one shard, at least <see cref="InferenceWorkspaceSize"/>.</summary>
    public required long TrainingWorkspaceSize { get; init; }

    /// <summary>Whether something is computed once for each different token, however often it occurs.</summary>
    public bool ListsTokens { get; init; }

    /// <summary>
    /// Floats of workspace that inference needs for what all shards of a batch compute together, once for each different
    /// token; 0 where each shard does so for its own tokens.
    /// </summary>
    public long InferenceTokenWorkspaceSize { get; init; }

    /// <summary>Floats of workspace that training needs for it, at least <see cref="InferenceTokenWorkspaceSize"/>.</summary>
    public long TrainingTokenWorkspaceSize { get; init; }

    /// <summary>Values of one timestep of a stream's input; 0 for a model without <c>Step</c>.</summary>
    public int StepInputSize { get; init; }

    /// <summary>Values of one timestep of a stream's output; 0 for a model without <c>Step</c>.</summary>
    public int StepOutputSize { get; init; }

    /// <summary>Floats of workspace that one timestep of a stream needs.</summary>
    public long StepWorkspaceSize { get; init; }

    /// <summary>The table of layers in Keras 3's layout.</summary>
    public required string Summary { get; init; }

    /// <summary>Floating-point operations of one sample's forward pass.</summary>
    public long ForwardFlops { get; init; }

    /// <summary>Floating-point operations of one sample's forward and backward pass.</summary>
    public long TrainingFlops { get; init; }

    /// <summary>What training minimises; null for a model that only infers.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The loss' arguments that are not the default: <c>Delta = 2</c>.</summary>
    public string LossSettings { get; init; } = "";

    /// <summary>
    /// Target elements of one row: the size of the output, or with labels one for each prediction (1, or the timesteps
    /// of a sequence output); 0 for a model that only infers.
    /// </summary>
    public int TargetSize { get; init; }

    /// <summary>
    /// Loss elements of one row, whose mean is the loss: 1 or the timesteps for a cross-entropy over classes, else the
    /// size of the output; 0 for a model that only infers.
    /// </summary>
    public int LossElements { get; init; }

    /// <summary>Labels are in [0, Classes); 0 when targets are floats.</summary>
    public int Classes { get; init; }

    /// <summary>The weights that the assembly holds (<c>[Weights]</c>), with which the model begins; null for fresh ones.</summary>
    public BakedWeights? Baked { get; init; }

    /// <summary>The layers, in the order they are applied.</summary>
    public required LayerDescription[] Layers { get; init; }

    /// <summary>
    /// The weights in Keras' order, which is also the order of the trainable ones in <see cref="Model.Parameters"/> and
    /// of the others in <see cref="Model.NonTrainableWeights"/>.
    /// </summary>
    public required WeightDescription[] Weights { get; init; }
}
