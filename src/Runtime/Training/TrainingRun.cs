namespace RnnGen;

/// <summary>One call of <c>Fit</c>, as its callbacks see it.</summary>
internal sealed class TrainingRun(Model model, int epochs, int steps)
{
    // A user interface sets it from another thread.
    private volatile bool _stopTraining;

    public Model Model { get; } = model;

    public int Epochs { get; } = epochs;

    public int Steps { get; } = steps;

    public bool StopTraining
    {
        get => _stopTraining;
        set => _stopTraining = value;
    }
}
