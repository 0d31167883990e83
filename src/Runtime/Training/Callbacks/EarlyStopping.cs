namespace RnnGen;

/// <summary>Ends training when a monitored number has not become better for some epochs (Keras: <c>EarlyStopping</c>).</summary>
/// <remarks>
/// <code>
/// model.Fit(train, new Adam(), epochs: 100, validationSplit: 0.1f, callbacks: [new EarlyStopping(patience: 5, restoreBestWeights: true)]);
/// </code>
/// </remarks>
public sealed class EarlyStopping : MonitorCallback
{
    private float[] _bestWeights = [];
    private int _wait;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">The name to watch.</param>
    /// <param name="minDelta">How much better a value must be to count as better, 0 or more.</param>
    /// <param name="patience">
    /// Epochs without a better value after which training ends, 0 or more. It never ends after the first epoch.
    /// </param>
    /// <param name="mode">Which values are better.</param>
    /// <param name="baseline">
    /// Only a value that is better than this one, too, lets the patience begin anew; null for none.
    /// </param>
    /// <param name="restoreBestWeights">
    /// Whether the model ends with the weights of its best epoch, also when training was not ended early; else with the last ones.
    /// </param>
    /// <param name="startFromEpoch">Epochs at the beginning in which nothing is watched, 0 or more.</param>
    /// <exception cref="ArgumentException">
    /// A number is negative, or it is not known which values of the name are better.
    /// </exception>
    public EarlyStopping(
        string monitor = "val_loss",
        double minDelta = 0,
        int patience = 0,
        MonitorMode mode = MonitorMode.Auto,
        double? baseline = null,
        bool restoreBestWeights = false,
        int startFromEpoch = 0)
        : base(monitor, mode, minDelta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(startFromEpoch);
        CheckNumber(baseline, nameof(baseline));
        (Patience, Baseline, RestoreBestWeights, StartFromEpoch) = (patience, baseline, restoreBestWeights, startFromEpoch);
    }

    /// <summary>Epochs without a better value after which training ends.</summary>
    public int Patience { get; }

    /// <summary>Only a value that is better than this one, too, lets the patience begin anew; null for none.</summary>
    public double? Baseline { get; }

    /// <summary>Whether the model ends with the weights of its best epoch.</summary>
    public bool RestoreBestWeights { get; }

    /// <summary>Epochs at the beginning in which nothing is watched.</summary>
    public int StartFromEpoch { get; }

    /// <summary>Number of the best epoch, from 0; null before there is one.</summary>
    public int? BestEpoch { get; private set; }

    /// <summary>Number of the epoch after which training was ended, from 0; null if it was not.</summary>
    public int? StoppedEpoch { get; private set; }

    internal override CallbackState? State
    {
        get => new([_wait, Best, BestEpoch ?? -1, StoppedEpoch ?? -1], _bestWeights);
        set
        {
            // It was told to put weights aside only now: those of the best epoch are gone.
            if (RestoreBestWeights && value!.Weights.Length == 0)
                return;
            (_wait, Best) = ((int)value!.Numbers[0], value.Numbers[1]);
            (BestEpoch, StoppedEpoch) = (EpochOf(value.Numbers[2]), EpochOf(value.Numbers[3]));
            _bestWeights = value.Weights;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        (_wait, Best, BestEpoch, StoppedEpoch, _bestWeights) = (0, Worst, null, null, []);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        double value = ValueIn(logs);
        if (epoch < StartFromEpoch)
            return;

        _wait++;
        bool isBest = IsBetter(value, Best);

        // The first epoch is the best there is, whatever its value.
        if (isBest || BestEpoch is null)
        {
            BestEpoch = epoch;
            if (RestoreBestWeights)
                _bestWeights = Model.CopyWeights(_bestWeights);
        }

        if (isBest)
        {
            Best = value;
            if (Baseline is not double baseline || IsBetter(value, baseline))
                _wait = 0;
        }
        else if (_wait >= Patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        if (RestoreBestWeights && _bestWeights.Length > 0)
            Model.RestoreWeights(_bestWeights);
    }

    private static int? EpochOf(double number) => number < 0 ? null : (int)number;
}
