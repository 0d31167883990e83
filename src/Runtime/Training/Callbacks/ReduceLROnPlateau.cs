using System.Globalization;

namespace RnnGen;

/// <summary>
/// Makes the learning rate smaller when a monitored number has not become better for some epochs, and records it as
/// <c>learning_rate</c> (Keras: <c>ReduceLROnPlateau</c>).
/// </summary>
public sealed class ReduceLROnPlateau : MonitorCallback
{
    private int _wait;
    private int _coolingDown;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The name to watch.</param>
    /// <param name="factor">What the learning rate is multiplied with, above 0 and below 1.</param>
    /// <param name="patience">Epochs without a better value after which it is, 0 or more.</param>
    /// <param name="mode">Which values are better.</param>
    /// <param name="minDelta">How much better a value must be to count as better, 0 or more.</param>
    /// <param name="cooldown">Epochs after a reduction that are not counted, 0 or more.</param>
    /// <param name="minLearningRate">The smallest learning rate it sets, 0 or more.</param>
    /// <exception cref="ArgumentException">
    /// A number is out of its range, or it is not known which values of the name are better.
    /// </exception>
    public ReduceLROnPlateau(
        string monitor = "val_loss",
        double factor = 0.1,
        int patience = 10,
        MonitorMode mode = MonitorMode.Auto,
        double minDelta = 1e-4,
        int cooldown = 0,
        float minLearningRate = 0)
        : base(monitor, mode, minDelta)
    {
        if (!(factor > 0 && factor < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor), factor, string.Create(CultureInfo.InvariantCulture, $"factor is {factor}; it must be above 0 and below 1."));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        (Factor, Patience, Cooldown) = (factor, patience, cooldown);
        MinLearningRate = Optimizer.CheckFinite(minLearningRate, nameof(minLearningRate));
    }

    /// <summary>What the learning rate is multiplied with.</summary>
    public double Factor { get; }

    /// <summary>Epochs without a better value after which it is.</summary>
    public int Patience { get; }

    /// <summary>Epochs after a reduction that are not counted.</summary>
    public int Cooldown { get; }

    /// <summary>The smallest learning rate it sets.</summary>
    public float MinLearningRate { get; }

    internal override CallbackState? State
    {
        get => new([_wait, Best, _coolingDown], []);
        set => (_wait, Best, _coolingDown) = ((int)value!.Numbers[0], value.Numbers[1], (int)value.Numbers[2]);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        (_wait, Best, _coolingDown) = (0, Worst, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = Optimizer.LearningRate;
        double value = ValueIn(logs);
        if (_coolingDown > 0)
        {
            _coolingDown--;
            _wait = 0;
        }

        if (IsBetter(value, Best))
        {
            (Best, _wait) = (value, 0);
        }
        else if (_coolingDown == 0 && ++_wait >= Patience && Optimizer.LearningRate > MinLearningRate)
        {
            Optimizer.LearningRate = (float)Math.Max(Optimizer.LearningRate * Factor, MinLearningRate);
            (_coolingDown, _wait) = (Cooldown, 0);
        }
    }
}
