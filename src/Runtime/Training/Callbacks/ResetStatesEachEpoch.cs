namespace RnnGen;

/// <summary>
/// Resets the state of a stateful model before each epoch, so that every epoch reads the data as one sequence from its
/// start, and once more after training, so that what follows starts anew too. Keras leaves this to the caller.
/// </summary>
public sealed class ResetStatesEachEpoch : Callback
{
    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => Model.ResetStates();

    /// <inheritdoc/>
    public override void OnTrainEnd() => Model.ResetStates();
}
