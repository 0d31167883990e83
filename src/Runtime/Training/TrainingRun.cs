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

    /// <summary>Whether the loss is no number any more: what is on disk is better than the weights now.</summary>
    public bool Diverged { get; set; }

    /// <summary>Whether <c>Fit</c> has returned.</summary>
    public bool Ended { get; private set; }

    public bool StopTraining
    {
        get => _stopTraining;
        set => _stopTraining = value;
    }

    /// <summary>Sets its callbacks free.</summary>
    public void End() => Ended = true;
}
