namespace RnnGen;

/// <summary>Base of the callbacks that watch whether a number of the history becomes better from epoch to epoch.</summary>
public abstract class MonitorCallback : Callback
{
    private static readonly string[] s_builtIn = ["loss", "accuracy", "val_loss", "val_accuracy"];

    private readonly bool _largerIsBetter;

    private protected MonitorCallback(string monitor, MonitorMode mode, double minDelta)
    {
        ArgumentException.ThrowIfNullOrEmpty(monitor);
        (Monitor, Mode, MinDelta) = (monitor, mode, Optimizer.CheckFinite(minDelta, nameof(minDelta)));
        _largerIsBetter = mode switch
        {
            MonitorMode.Min => false,
            MonitorMode.Max => true,
            MonitorMode.Auto => monitor switch
            {
                "loss" or "val_loss" => false,
                "accuracy" or "val_accuracy" => true,
                _ => throw new ArgumentException(
                    $"{GetType().Name} monitors \"{monitor}\", of which it is not known whether less or more of it is better. Fit records "
                    + "loss, accuracy, val_loss and val_accuracy; for a name that a callback of yours adds, set mode to Min or Max.",
                    nameof(monitor)),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, $"mode is {mode}; it must be Auto, Min or Max."),
        };
        Best = Worst;
    }

    /// <summary>The name that is watched: <c>val_loss</c>, <c>accuracy</c> …</summary>
    public string Monitor { get; }

    /// <summary>Which of its values are better.</summary>
    public MonitorMode Mode { get; }

    /// <summary>How much better a value must be to count as better, 0 or more.</summary>
    public double MinDelta { get; }

    /// <summary>
    /// The best value so far; before the first epoch, and where nothing is watched, infinity, or minus infinity where larger values
    /// are better.
    /// </summary>
    public double Best { get; private protected set; }

    /// <summary>What every value is better than.</summary>
    private protected double Worst => _largerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;

    internal override string StateName => $"{GetType().Name}.{Monitor}.{(_largerIsBetter ? MonitorMode.Max : MonitorMode.Min)}";

    internal override void Check()
    {
        if (IsMissing(Monitor))
            throw new InvalidOperationException($"{GetType().Name} monitors {Monitor}, which this Fit does not record. {Advice(Monitor)}");
    }

    /// <summary>The value that is watched.</summary>
    private protected double ValueIn(Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        return logs.TryGetValue(Monitor, out double value)
            ? value
            : throw new KeyNotFoundException(
                $"{GetType().Name} monitors {Monitor}, which is not recorded; there is {string.Join(", ", logs.Keys)}.");
    }

    /// <summary>Whether a value is better than another by more than <see cref="MinDelta"/>. NaN never is.</summary>
    private protected bool IsBetter(double value, double than)
        => _largerIsBetter ? value - MinDelta > than : value + MinDelta < than;

    /// <summary>Whether Fit could record it, but this one does not.</summary>
    private protected bool IsMissing(string name) => s_builtIn.Contains(name) && !Run.Recorded.Contains(name);

    /// <summary>What to do about a name that this Fit does not record.</summary>
    private protected string Advice(string name)
        => name.StartsWith("val_", StringComparison.Ordinal) && Run.Recorded.Contains(name[4..])
            ? $"Pass validationData or validationSplit to Fit, or take {name[4..]}."
            : $"It records {string.Join(", ", Run.Recorded)}.";

    private protected static void CheckNumber(double? value, string name)
    {
        if (value is double.NaN)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is NaN; it must be a number.");
    }
}
