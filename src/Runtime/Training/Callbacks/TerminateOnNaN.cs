namespace RnnGen;

/// <summary>Ends training after a batch whose loss is NaN or infinite (Keras: <c>TerminateOnNaN</c>).</summary>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override void OnBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!double.IsFinite(logs["loss"]))
            StopTraining = true;
    }
}
