namespace RnnGen;

/// <summary>
/// Base of all generated networks: parameters, gradients, state and workspace. A model object is not for use by several
/// threads at the same time, and says so with an <see cref="InvalidOperationException"/>; two model objects share nothing.
/// </summary>
public abstract partial class Model
{
    private readonly AlignedBlock _nonTrainable;
    private readonly ShardMemory[] _shards;
    private readonly int _shardRows;
    private AlignedBlock _parameters;
    private AlignedBlock _gradients;
    private long _steps;

    // Rows that there is memory for.
    private int _rowsOfInference;
    private int _rowsOfTraining;

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
        ParametersAreBaked = description.Baked is not null;
        _parameters = description.Baked?.Parameters(description) ?? new AlignedBlock(description.ParameterCount);
        _nonTrainable = new AlignedBlock(description.NonTrainableCount);
        _shardRows = description.ShardRows;
        _shards = ShardMemory.New(description, ShardsOf(description.Batch));
        if (description.Baked is not null)
            description.Baked.CopyStatistics(description, _nonTrainable.Span);
        else
            WeightInitializer.Initialize(this);
    }

    /// <summary>Shapes, sizes, layers and weights of this class of model.</summary>
    public ModelDescription Description { get; }

    /// <summary>
    /// What the initial weights, the order of shuffled rows and the dropout masks are drawn from: two models of one class
    /// and one seed, trained the same way, are equal bit for bit. A checkpoint brings its own seed.
    /// </summary>
    public int Seed { get; private set; }

    /// <summary>
    /// Whether inputs and targets are searched for NaN and infinity before they are used, which throws an
    /// <see cref="ArgumentException"/> naming the row, the index and the value. Default false: it costs a pass over the data.
    /// </summary>
    public bool CheckInputs { get; set; }

    /// <summary>
    /// All trained weights in one block, in Keras' order and layout (<see cref="ModelDescription.Weights"/> says which is
    /// where). Writing to it changes the model. Weights that are baked into the program (<c>[Weights]</c>) are copied first, once.
    /// </summary>
    public Span<float> Parameters
    {
        get
        {
            if (ParametersAreBaked)
                OwnParameters();
            return _parameters.Span;
        }
    }

    /// <summary>The parameters for reading alone, wherever they lie. Generated code uses it.</summary>
    protected ReadOnlySpan<float> ReadOnlyParameters => _parameters.Span;

    /// <summary>
    /// The weights that are not trained, in one block: the moving statistics of normalizations. The forward pass of a
    /// training step updates them; they have no gradient, and neither optimizers nor weight decay touch them. Empty in most
    /// models. Writing to it changes the model (Keras: <c>non_trainable_weights</c>).
    /// </summary>
    public Span<float> NonTrainableWeights => _nonTrainable.Span;

    /// <summary>
    /// The gradients of the loss of the last trained batch, laid out like <see cref="Parameters"/>. After a training step
    /// they are what the optimizer used: clipped, if it clips.
    /// </summary>
    public Span<float> Gradients => GradientBlock.Span;

    private AlignedBlock GradientBlock
    {
        get
        {
            if (!_gradients.Exists)
                _gradients = new AlignedBlock(Description.ParameterCount);
            return _gradients;
        }
    }

    /// <summary>Whether the parameters lie in the assembly, where they must not be written.</summary>
    internal bool ParametersAreBaked { get; private set; }

    /// <summary>Whether gradients of tables are other than zero in rows that the last batch has not used.</summary>
    internal bool SparseGradientsSpoilt { get; set; }

    /// <summary>The tokens of a batch; null where its shards compute nothing together for them.</summary>
    private protected BatchTokens? SharedTokens => _shards[0].SharedTokens;

    /// <summary>Number of epochs whose rows were shuffled so far: each has an order of its own.</summary>
    internal long ShuffledEpochs { get; set; }

    /// <summary>Values of one input row.</summary>
    internal int InputSize { get; }

    /// <summary>Values of one row of the first output.</summary>
    internal int OutputSize { get; }

    /// <summary>
    /// Sets the state of all stateful layers to zero, as at the start of a sequence (Keras: <c>reset_states</c>).
    /// Does nothing in a model without stateful layers, but for the stream that <c>Step</c> runs: that begins anew as well.
    /// </summary>
    public void ResetStates()
    {
        using Exclusive use = Use(nameof(ResetStates));
        ResetStream();
        foreach (ShardMemory shard in _shards)
            shard.States.Clear();
    }

    /// <summary>Sets the state of the stream that <c>Step</c> runs to zero. Generated code implements it.</summary>
    protected virtual void ResetStream()
    {
    }

    /// <summary>Copies parameters that lie in the assembly, so that they can be written.</summary>
    internal void OwnParameters()
    {
        if (!ParametersAreBaked)
            return;
        var copy = new AlignedBlock(_parameters.Length);
        _parameters.Span.CopyTo(copy.Span);
        _parameters = copy;
        ParametersAreBaked = false;
    }

    /// <summary>The values of a weight, for reading.</summary>
    internal ReadOnlySpan<float> ValuesOf(WeightDescription weight) =>
        (weight.Trainable ? ReadOnlyParameters : NonTrainableWeights).Slice(weight.Offset, weight.Size);

    /// <summary>The values of a weight, for writing.</summary>
    internal Span<float> WritableValuesOf(WeightDescription weight) =>
        (weight.Trainable ? Parameters : NonTrainableWeights).Slice(weight.Offset, weight.Size);

    /// <summary>Shards that so many rows fill: all but the last to the brim.</summary>
    internal int ShardsOf(int rows) => rows <= _shardRows ? 1 : (rows + _shardRows - 1) / _shardRows;

    /// <summary>The gradients of one shard of the last backward pass, without those of tables.</summary>
    internal Span<float> GradientsOf(int shard) => _shards[shard].Gradients;

    /// <summary>A shard of a batch of so many rows, whose memory has been reserved.</summary>
    private protected Shard<float> ShardAt(int index, int rows)
    {
        ShardMemory memory = _shards[index];
        return new Shard<float>
        {
            Rows = Math.Min(_shardRows, rows - index * _shardRows),
            Workspace = memory.Workspace,
            States = memory.States,
            Gradients = memory.Gradients,
            DropoutStep = _steps * _shards.Length + index,
            Tokens = memory.Tokens,
            TokenWorkspace = memory.TokenWorkspace,
        };
    }

    /// <summary>True for values in memory that a call on the model writes to.</summary>
    internal virtual bool IsOwnBuffer(ReadOnlySpan<float> values)
    {
        foreach (ShardMemory shard in _shards)
        {
            if (values.Overlaps(shard.Workspace))
                return true;
        }

        return false;
    }

    /// <summary>Makes the memory of the shards of so many rows large enough; what is new is zeros.</summary>
    private protected void Reserve(int rows, bool training)
    {
        if (rows <= (training ? _rowsOfTraining : _rowsOfInference))
            return;
        for (int index = 0; index < ShardsOf(rows); index++)
        {
            ShardMemory memory = _shards[index];
            memory.Reserve(Description, training);
            if (!training || memory.HasGradients)
                continue;

            // The first shard's gradients become the sum of all.
            int tables = Description.SparseParameterCount;
            if (index == 0)
                memory.ReserveGradients(GradientBlock, tables);
            else
                memory.ReserveGradients(new AlignedBlock(Description.ParameterCount - tables));
        }

        // At the end: what could not be allocated is tried again.
        _rowsOfInference = Math.Max(_rowsOfInference, rows);
        if (training)
            _rowsOfTraining = rows;
    }

    /// <summary>Counts a training step: the next one has other dropout masks.</summary>
    private protected void CountStep() => _steps++;
}
