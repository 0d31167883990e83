namespace RnnGen;

/// <summary>Calls delegates along the way, where a class of one's own would be too much (Keras: <c>LambdaCallback</c>).</summary>
/// <remarks>
/// <code>
/// new LambdaCallback { EpochEnd = (epoch, logs) => chart.Add(epoch, logs["val_loss"]) }
/// </code>
/// </remarks>
public sealed class LambdaCallback : Callback
{
    /// <summary>Before the first epoch.</summary>
    public Action? TrainBegin { get; init; }

    /// <summary>After the last epoch, also when training was stopped or cancelled.</summary>
    public Action? TrainEnd { get; init; }

    /// <summary>Before an epoch, with its number from 0.</summary>
    public Action<int>? EpochBegin { get; init; }

    /// <summary>After an epoch and its validation, with its number from 0 and what was measured.</summary>
    public Action<int, Logs>? EpochEnd { get; init; }

    /// <summary>After a training batch, with its number within the epoch and what was measured so far.</summary>
    public Action<int, Logs>? BatchEnd { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin() => TrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTrainEnd() => TrainEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => EpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => EpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnBatchEnd(int batch, Logs logs) => BatchEnd?.Invoke(batch, logs);
}
