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

    public float Weight => Parameters[0];

    public Span<float> StatesNow => States;

    protected override void Forward(ReadOnlySpan<float> x, int rows, bool training)
    {
        (training ? Trained : Inferred).Add(x.ToArray());
        DropoutSteps.Add(DropoutStep);
        x.CopyTo(Workspace);
        for (int row = 0; row < rows; row++)
            States[row] += x[row * _size];
    }

    protected override ReadOnlySpan<float> Output(int index, int rows) => Workspace[..(rows * _size)];

    protected override double ComputeLoss(ReadOnlySpan<TTarget> y, int rows)
    {
        double sum = 0;
        foreach (float value in Workspace[..(rows * _size)])
            sum += value;
        return sum / (rows * _size);
    }

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> y, int rows)
    {
        TrainedTargets.Add(y.ToArray());
        Gradients[0] = 1;
    }
}
