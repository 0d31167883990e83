namespace RnnGen.Testing;

/// <summary>
/// What <see cref="Model"/> is to generated networks, in double precision and with every inner part open to tests:
/// the compiler emits a network on this base when it is asked for <c>NumericType.Double</c>.
/// </summary>
public abstract class DoubleModel
{
    private readonly double[] _parameters;

    private readonly double[] _gradients;

    private readonly double[] _nonTrainable;

    private readonly double[] _states;

    private readonly GuardedBuffer _inference;

    private readonly GuardedBuffer _training;

    private bool _isTraining;

    /// <summary>Weights begin as zeros: tests set them.</summary>
    protected DoubleModel(ModelDescription description, int seed)
    {
        ArgumentNullException.ThrowIfNull(description);
        Description = description;
        Seed = seed;
        _parameters = new double[description.ParameterCount];
        _gradients = new double[description.ParameterCount];
        _nonTrainable = new double[description.NonTrainableCount];
        _states = new double[description.StateSize];
        _inference = new GuardedBuffer(description.InferenceWorkspaceSize);
        _training = new GuardedBuffer(description.TrainingWorkspaceSize);
        Spoil();
    }

    /// <summary>Shapes, weights and sizes, as generated.</summary>
    public ModelDescription Description { get; }

    /// <summary>Seed of the dropout masks.</summary>
    public int Seed { get; }

    /// <summary>All weights in Keras' order.</summary>
    public Span<double> Parameters => _parameters;

    /// <summary>Weights that are not trained: moving statistics.</summary>
    public Span<double> NonTrainableWeights => _nonTrainable;

    /// <summary>Gradients of the last backward pass.</summary>
    public Span<double> Gradients => _gradients;

    /// <summary>States of the stateful layers.</summary>
    public Span<double> States => _states;

    /// <summary>With <see cref="Seed"/> it determines every dropout mask.</summary>
    public long DropoutStep { get; set; }

    /// <summary>True while nothing was written outside the workspaces.</summary>
    public bool IsGuardIntact => _inference.IsIntact && _training.IsIntact;

    /// <summary>Scratch memory of exactly the size that the description says.</summary>
    private protected Span<double> Workspace => (_isTraining ? _training : _inference).Values;

    /// <summary>
    /// Overwrites with NaN everything that a network must compute for itself: it may not count on zeros in a fresh
    /// workspace, nor on gradients cleared by somebody else.
    /// </summary>
    public void Spoil()
    {
        _inference.Values.Fill(double.NaN);
        _training.Values.Fill(double.NaN);
        Gradients.Fill(double.NaN);
    }

    private protected void Begin(bool training) => _isTraining = training;

    /// <summary>The whole batch, which is one shard here.</summary>
    private protected Shard<double> ShardOf(int rows) => new()
    {
        Rows = rows,
        Workspace = Workspace,
        States = States,
        Gradients = Gradients[Description.SparseParameterCount..],
        DropoutStep = DropoutStep,
    };

    /// <summary>An array with known values before and behind it.</summary>
    private sealed class GuardedBuffer(long size)
    {
        private const int Guard = 16;

        private const double GuardValue = 1234.5;

        private readonly double[] _values = CreateGuarded(checked((int)size));

        public Span<double> Values => _values.AsSpan(Guard, _values.Length - 2 * Guard);

        public bool IsIntact => !_values.AsSpan(0, Guard).ContainsAnyExcept(GuardValue)
            && !_values.AsSpan(_values.Length - Guard).ContainsAnyExcept(GuardValue);

        private static double[] CreateGuarded(int size)
        {
            double[] values = new double[size + 2 * Guard];
            values.AsSpan().Fill(GuardValue);
            return values;
        }
    }
}

/// <inheritdoc cref="DoubleModel"/>
public abstract class DoubleModel<TInput> : DoubleModel
    where TInput : unmanaged
{
    /// <inheritdoc/>
    protected DoubleModel(ModelDescription description, int seed)
        : base(description, seed)
    {
    }

    /// <summary>Runs the network and copies one of its outputs.</summary>
    public double[] Run(ReadOnlySpan<TInput> x, int rows, bool training = false, int output = 0)
    {
        Begin(training);
        Forward(x, ShardOf(rows), training);
        return Output(output, ShardOf(rows)).ToArray();
    }

    /// <inheritdoc cref="Model{TInput}"/>
    protected abstract void Forward(ReadOnlySpan<TInput> x, Shard<double> shard, bool training);

    /// <inheritdoc cref="Model{TInput}"/>
    protected abstract ReadOnlySpan<double> Output(int index, Shard<double> shard);
}

/// <inheritdoc cref="DoubleModel"/>
public abstract class DoubleModel<TInput, TTarget> : DoubleModel<TInput>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <inheritdoc/>
    protected DoubleModel(ModelDescription description, int seed)
        : base(description, seed)
    {
    }

    /// <summary>The training loss, regularisers included, with the dropout masks of <see cref="DoubleModel.DropoutStep"/>.</summary>
    public double LossOf(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows, bool training = true)
    {
        Begin(training);
        Forward(x, ShardOf(rows), training);
        double elements = CountLossElements(x);
        return (elements == 0 ? 0 : SumLoss(y, ShardOf(rows)) / elements) + Penalty();
    }

    /// <summary>The loss as above, and its derivative in every weight in <see cref="DoubleModel.Gradients"/>.</summary>
    public double Differentiate(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows)
    {
        double loss = LossOf(x, y, rows);
        double elements = CountLossElements(x);
        Backward(x, y, ShardOf(rows), scale: elements == 0 ? 0 : 1 / elements);

        // A float model clears what the batch before has touched; here everything was spoiled.
        Gradients[..Description.SparseParameterCount].Clear();
        AddSparseGradients(x, ShardOf(rows));
        AddPenaltyGradients();
        return loss;
    }

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected abstract double SumLoss(ReadOnlySpan<TTarget> y, Shard<double> shard);

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected abstract void Backward(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, Shard<double> shard, double scale);

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual double CountLossElements(ReadOnlySpan<TInput> x) =>
        (double)(x.Length / Description.InputShape.Aggregate(1, (size, dimension) => size * dimension)) * Description.LossElements;

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual ReadOnlySpan<double> OutputMask(Shard<double> shard) => default;

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual void ClearSparseGradients(ReadOnlySpan<TInput> x)
    {
    }

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual void AddSparseGradients(ReadOnlySpan<TInput> x, Shard<double> shard)
    {
    }

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual double Penalty() => 0;

    /// <inheritdoc cref="Model{TInput, TTarget}"/>
    protected virtual void AddPenaltyGradients()
    {
    }
}
