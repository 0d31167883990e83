namespace RnnGen;

/// <summary>
/// Sets the learning rate at the beginning of each epoch, and records it as <c>learning_rate</c> (Keras:
/// <c>LearningRateScheduler</c>).
/// </summary>
/// <remarks>
/// <code>
/// new LearningRateScheduler((epoch, rate) => epoch &lt; 10 ? rate : rate * 0.9f)
/// </code>
/// </remarks>
public sealed class LearningRateScheduler : Callback
{
    private readonly Func<int, float, float> _schedule;

    /// <summary>Makes the callback.</summary>
    /// <param name="schedule">Gets the number of the epoch, from 0, and the learning rate so far; returns that of the epoch.</param>
    public LearningRateScheduler(Func<int, float, float> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _schedule = schedule;
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => Optimizer.LearningRate = _schedule(epoch, Optimizer.LearningRate);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = Optimizer.LearningRate;
    }
}
