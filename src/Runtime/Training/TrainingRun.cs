namespace RnnGen;

/// <summary>One call of <c>Fit</c>, as its callbacks see it.</summary>
internal sealed class TrainingRun(Model model, Optimizer optimizer, int epochs, int steps)
{
    // A user interface sets it from another thread.
    private volatile bool _stopTraining;

    public Model Model { get; } = model;

    public Optimizer Optimizer { get; } = optimizer;

    public int Epochs { get; } = epochs;

    public int Steps { get; } = steps;

    /// <summary>The names that are recorded for each epoch, without what callbacks add.</summary>
    public required IReadOnlyList<string> Recorded { get; init; }

    public bool StopTraining
    {
        get => _stopTraining;
        set => _stopTraining = value;
    }
}
