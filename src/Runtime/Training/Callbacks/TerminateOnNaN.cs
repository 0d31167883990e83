namespace RnnGen;

/// <summary>
/// Ends training after a batch whose loss is NaN or infinite, and leaves the files of <see cref="Checkpoint"/> and
/// <see cref="ModelCheckpoint"/> as they were before (Keras: <c>TerminateOnNaN</c>).
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <summary>Whether it has ended the last training.</summary>
    public bool Terminated { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin() => Terminated = false;

    /// <inheritdoc/>
    public override void OnBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!double.IsFinite(logs["loss"]))
            Terminated = Run.Diverged = StopTraining = true;
    }
}
