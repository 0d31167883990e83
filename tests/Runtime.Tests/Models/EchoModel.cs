namespace RnnGen.Runtime.Tests;

/// <summary>
/// Gives back its input, so that tests choose the outputs, and writes down which rows it saw. Its loss is the mean of
/// what it saw; its one weight starts at 0, and each training step's gradient is 1.
/// </summary>
internal sealed class EchoModel<TTarget> : Model<float, TTarget>
    where TTarget : unmanaged
{
    private readonly int _size;

    public EchoModel(int[] shape, Loss loss, int batch = 4, int seed = 0, bool stateful = false)
        : base(
            Describe.Model(
                shape,
                shape,
                batch,
                Describe.Weights(Initializer.Zeros, [1]),
                loss,
                stateful,
                stateSize: batch,
                name: "Echo"),
            seed)
        => _size = ShapeText.Size(shape);

    /// <summary>Inputs of each training step.</summary>
    public List<float[]> Trained { get; } = [];

    /// <summary>Targets of each training step.</summary>
    public List<TTarget[]> TrainedTargets { get; } = [];

    /// <summary>Inputs of each inference step.</summary>
    public List<float[]> Inferred { get; } = [];

    /// <summary>Dropout steps of all forward passes.</summary>
    public List<long> DropoutSteps { get; } = [];

    /// <summary>Called before each forward pass.</summary>
    public Action? Before { get; set; }

    public float Weight => Parameters[0];

    public Span<float> StatesNow => ShardAt(0, 1).States;

    protected override void Forward(ReadOnlySpan<float> x, Shard<float> shard, bool training)
    {
        Before?.Invoke();
        (training ? Trained : Inferred).Add(x.ToArray());
        DropoutSteps.Add(shard.DropoutStep);
        x.CopyTo(shard.Workspace);
        for (int row = 0; row < shard.Rows; row++)
            shard.States[row] += x[row * _size];
    }

    protected override ReadOnlySpan<float> Output(int index, Shard<float> shard) => shard.Workspace[..(shard.Rows * _size)];

    protected override double SumLoss(ReadOnlySpan<TTarget> y, Shard<float> shard)
    {
        double sum = 0;
        foreach (float value in shard.Workspace[..(shard.Rows * _size)])
            sum += value;
        return sum * Description.LossElements / _size;
    }

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> y, Shard<float> shard, float scale)
    {
        TrainedTargets.Add(y.ToArray());
        shard.Gradients[0] = 1;
    }
}
