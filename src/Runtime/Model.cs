namespace RnnGen;

/// <summary>
/// Base of all generated networks: parameters, gradients, state and workspace. A model object is not for use by several
/// threads at the same time; two model objects share nothing.
/// </summary>
public abstract partial class Model
{
    private readonly AlignedBlock _parameters;
    private readonly AlignedBlock _states;
    private AlignedBlock _gradients;
    private AlignedBlock _workspace;

    /// <summary>Allocates the model and initialises its weights.</summary>
    /// <param name="description">What the generator knows of the model.</param>
    /// <param name="seed">Determines the initial weights, the order of shuffled rows and all dropout masks.</param>
    protected Model(ModelDescription description, int seed)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
        Seed = seed;
        InputSize = ShapeText.Size(description.InputShape);
        OutputSize = ShapeText.Size(description.OutputShape);
        _parameters = new AlignedBlock(description.ParameterCount);
        _states = new AlignedBlock(description.StateSize);
        WeightInitializer.Initialize(description.Weights, Parameters, seed);
    }

    /// <summary>Shapes, sizes, layers and weights of this class of model.</summary>
    public ModelDescription Description { get; }

    /// <summary>
    /// What the initial weights, the order of shuffled rows and the dropout masks are drawn from: two models of one class
    /// and one seed, trained the same way, are equal bit for bit.
    /// </summary>
    public int Seed { get; }

    /// <summary>
    /// Whether inputs and targets are searched for NaN and infinity before they are used, which throws an
    /// <see cref="ArgumentException"/> naming the row, the index and the value. Default false: it costs a pass over the data.
    /// </summary>
    public bool CheckInputs { get; set; }

    /// <summary>
    /// All weights in one block, in Keras' order and layout (<see cref="ModelDescription.Weights"/> says which is where).
    /// Writing to it changes the model.
    /// </summary>
    public Span<float> Parameters => _parameters.Span;

    /// <summary>
    /// The gradients of the loss of the last trained batch, laid out like <see cref="Parameters"/>. After a training step
    /// they are what the optimizer used: clipped, if it clips.
    /// </summary>
    public Span<float> Gradients
    {
        get
        {
            if (!_gradients.Exists)
                _gradients = new AlignedBlock(Description.ParameterCount);
            return _gradients.Span;
        }
    }

    /// <summary>
    /// The arena of the network's intermediate values, aligned to 64 bytes: <see cref="ModelDescription.InferenceWorkspaceSize"/>
    /// floats until the first training step, <see cref="ModelDescription.TrainingWorkspaceSize"/> from then on. It is not
    /// cleared between calls.
    /// </summary>
    protected Span<float> Workspace => _workspace.Span;

    /// <summary>
    /// The state that stateful layers carry from batch to batch: <see cref="ModelDescription.StateSize"/> floats, aligned
    /// to 64 bytes.
    /// </summary>
    protected Span<float> States => _states.Span;

    /// <summary>
    /// Number of training steps so far. With <see cref="Seed"/> and a layer's stream number it determines the layer's
    /// dropout masks.
    /// </summary>
    protected long DropoutStep { get; private protected set; }

    /// <summary>Number of epochs whose rows were shuffled so far: each has an order of its own.</summary>
    internal long ShuffledEpochs { get; set; }

    /// <summary>Values of one input row.</summary>
    internal int InputSize { get; }

    /// <summary>Values of one row of the first output.</summary>
    internal int OutputSize { get; }

    /// <summary>
    /// Sets the state of all stateful layers to zero, as at the start of a sequence (Keras: <c>reset_states</c>).
    /// Does nothing in a model without stateful layers.
    /// </summary>
    public void ResetStates() => States.Clear();

    /// <summary>Makes the workspace large enough; a new one is zeros.</summary>
    private protected void ReserveWorkspace(bool training)
    {
        long size = training ? Description.TrainingWorkspaceSize : Description.InferenceWorkspaceSize;
        if (_workspace.Length < size || !_workspace.Exists)
            _workspace = new AlignedBlock(checked((int)size));
    }
}
