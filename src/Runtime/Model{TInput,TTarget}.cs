namespace RnnGen;

/// <summary>Base of all generated networks that can be trained.</summary>
/// <typeparam name="TInput">Type of the input's elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
/// <typeparam name="TTarget">
/// Type of the target's elements: <c>int</c> labels for sparse categorical cross-entropy, <c>float</c> for the others.
/// </typeparam>
public abstract partial class Model<TInput, TTarget> : Model<TInput>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly LossPass _loss;

    // The tokens whose rows of a table have a gradient that is not zero.
    private TInput[]? _lastInput;
    private int _lastInputLength;

    private float[]? _collectedMask;

    /// <summary>Allocates the model and initialises its weights.</summary>
    /// <param name="description">What the generator knows of the model.</param>
    /// <param name="seed">Determines the initial weights, the order of shuffled rows and all dropout masks.</param>
    protected Model(ModelDescription description, int seed)
        : base(description, seed)
        => _loss = new LossPass(this);

    /// <summary>
    /// One training step: forward, loss, backward, and the optimizer's update of the weights (Keras:
    /// <c>train_on_batch</c>). After the first call nothing is allocated.
    /// </summary>
    /// <param name="x">The rows one after the other, 1 to <c>Batch</c> of them, each of the model's input shape.</param>
    /// <param name="y">
    /// The targets of the rows one after the other: values, or labels from 0 to the number of classes − 1.
    /// </param>
    /// <param name="optimizer">The optimizer; its state belongs to this model from now on.</param>
    /// <returns>The loss of the batch before the update, regularisers included.</returns>
    /// <exception cref="ArgumentException">
    /// x is not whole rows or more than <c>Batch</c>, y does not fit, a label is none of the classes, or one of them is what an
    /// earlier call gave and has not been copied; the weights have not been changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public float TrainOnBatch(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using Exclusive use = Use(nameof(TrainOnBatch));
        int rows = CheckBatch(nameof(TrainOnBatch), x, y);
        return (float)TrainStep(x, y, rows, optimizer, metrics: null);
    }

    /// <summary>
    /// The loss of one batch in inference mode, without training (Keras: <c>test_on_batch</c>). After the first call
    /// nothing is allocated.
    /// </summary>
    /// <param name="x">The rows one after the other, 1 to <c>Batch</c> of them, each of the model's input shape.</param>
    /// <param name="y">The targets of the rows one after the other.</param>
    /// <returns>The mean loss of the batch, regularisers included.</returns>
    /// <exception cref="ArgumentException">
    /// x is not whole rows or more than <c>Batch</c>, y does not fit, a label is none of the classes, or one of them is what an
    /// earlier call gave and has not been copied.
    /// </exception>
    public float TestOnBatch(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y)
    {
        using Exclusive use = Use(nameof(TestOnBatch));
        int rows = CheckBatch(nameof(TestOnBatch), x, y);
        return (float)TestStep(x, y, rows, metrics: null);
    }

    /// <summary>The loss of the last <see cref="Model{TInput}.Forward"/>. Generated code implements it.</summary>
    /// <param name="y">The targets of the shard's rows.</param>
    /// <param name="shard">The shard of that forward pass.</param>
    /// <returns>The sum of its loss elements.</returns>
    protected abstract double SumLoss(ReadOnlySpan<TTarget> y, Shard<float> shard);

    /// <summary>
    /// Computes the gradients of the loss of the last <see cref="Model{TInput}.Forward"/> in training mode, and writes
    /// them over <see cref="Shard{T}.Gradients"/>, whatever those held. Generated code implements it.
    /// </summary>
    /// <param name="x">The shard's rows.</param>
    /// <param name="y">Their targets.</param>
    /// <param name="shard">The shard of that forward pass.</param>
    /// <param name="scale">Weight of each loss element: 1 / their number in the whole batch.</param>
    protected abstract void Backward(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, Shard<float> shard, float scale);

    /// <summary>
    /// Number of loss elements of some rows. Generated code implements it where timesteps may be padding, which does not
    /// count.
    /// </summary>
    /// <param name="x">The rows.</param>
    protected virtual double CountLossElements(ReadOnlySpan<TInput> x) => (double)(x.Length / InputSize) * Description.LossElements;

    /// <summary>
    /// For each timestep of a shard's output 1, or 0 where it is padding. Generated code implements it where there may be
    /// padding.
    /// </summary>
    /// <param name="shard">The shard of the last <see cref="Model{TInput}.Forward"/>.</param>
    protected virtual ReadOnlySpan<float> OutputMask(Shard<float> shard) => default;

    /// <summary>
    /// Sets the gradients of tables to zero that an earlier batch has touched. Generated code implements it where there
    /// are tables.
    /// </summary>
    /// <param name="x">The input of that batch.</param>
    protected virtual void ClearSparseGradients(ReadOnlySpan<TInput> x)
    {
    }

    /// <summary>
    /// Adds the gradients of tables to <see cref="Model.Gradients"/> that the last <see cref="Backward"/> of a shard gave.
    /// Generated code implements it where there are tables.
    /// </summary>
    /// <param name="x">The shard's rows.</param>
    /// <param name="shard">The shard of that backward pass.</param>
    protected virtual void AddSparseGradients(ReadOnlySpan<TInput> x, Shard<float> shard)
    {
    }

    /// <summary>The regularisers' part of the loss. Generated code implements it where there are any.</summary>
    protected virtual double Penalty() => 0;

    /// <summary>Adds the gradient of the regularisers to <see cref="Model.Gradients"/>. Generated code implements it where there are any.</summary>
    protected virtual void AddPenaltyGradients()
    {
    }

    /// <summary>A training step on a batch that has been checked.</summary>
    internal double TrainStep(
        ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows, Optimizer optimizer, RunningMetrics? metrics)
    {
        // Before anything changes: dropout, states and weights stay as they are when the optimizer cannot be used.
        optimizer.Attach(this);
        Begin(rows, training: true);
        double loss = _loss.Run(x, y, rows, training: true) + Penalty();
        if (Description.SparseParameterCount > 0)
            SumSparseGradients(x, rows);
        AddPenaltyGradients();
        metrics?.Add(loss, rows, OutputOf(0, rows), y, MaskOf(rows));
        optimizer.Apply(this, ShardsOf(rows));
        CountStep();
        return loss;
    }

    /// <summary>The gradients of tables, from all shards in their order.</summary>
    private void SumSparseGradients(ReadOnlySpan<TInput> x, int rows)
    {
        _lastInput ??= new TInput[Description.Batch * InputSize];
        if (SparseGradientsSpoilt)
            Gradients[..Description.SparseParameterCount].Clear();
        else
            ClearSparseGradients(_lastInput.AsSpan(0, _lastInputLength));
        SparseGradientsSpoilt = false;
        x.CopyTo(_lastInput);
        _lastInputLength = x.Length;
        for (int index = 0; index < ShardsOf(rows); index++)
        {
            Shard<float> shard = ShardAt(index, rows);
            AddSparseGradients(x.Slice(index * Description.ShardRows * InputSize, shard.Rows * InputSize), shard);
        }
    }

    /// <summary>A test step on a batch that has been checked.</summary>
    internal double TestStep(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows, RunningMetrics? metrics)
    {
        Begin(rows, training: false);
        double loss = _loss.Run(x, y, rows, training: false) + Penalty();
        metrics?.Add(loss, rows, OutputOf(0, rows), y, MaskOf(rows));
        return loss;
    }

    /// <summary>The mask of all rows' outputs; empty when all of them count.</summary>
    private ReadOnlySpan<float> MaskOf(int rows)
    {
        ReadOnlySpan<float> mask = OutputMask(ShardAt(0, rows));
        if (mask.IsEmpty || rows <= Description.ShardRows)
            return mask;
        _collectedMask ??= new float[Description.Batch * Description.OutputShape[0]];
        Span<float> collected = _collectedMask;
        for (int shard = 0; shard < ShardsOf(rows); shard++)
        {
            mask = OutputMask(ShardAt(shard, rows));
            mask.CopyTo(collected);
            collected = collected[mask.Length..];
        }

        return _collectedMask.AsSpan(0, rows * Description.OutputShape[0]);
    }

    /// <summary>Checks one batch and gives its rows.</summary>
    internal int CheckBatch(string method, ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y)
    {
        int rows = InputCheck.BatchRows(this, method, x.Length);
        InputCheck.TargetLength(this, method, y.Length, rows);
        InputCheck.NotOwn(this, method, "x", x);
        InputCheck.NotOwn(this, method, "y", y);
        InputCheck.Tokens(this, method, "x", x);
        InputCheck.Labels(this, method, "y", y);
        if (CheckInputs)
        {
            InputCheck.Finite(this, method, "x", x, InputSize);
            InputCheck.Finite(this, method, "y", y, Description.TargetSize);
        }

        return rows;
    }
}
