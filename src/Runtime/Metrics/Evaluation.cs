using System.Globalization;

namespace RnnGen;

/// <summary>What <c>Evaluate</c> measured: the loss, and the accuracy if the loss is one of classification.</summary>
public sealed class Evaluation
{
    private const string LossName = "loss";
    private const string AccuracyName = "accuracy";

    private readonly double? _accuracy;

    internal Evaluation(RunningMetrics metrics)
    {
        Loss = metrics.Loss;
        _accuracy = metrics.HasAccuracy ? metrics.Accuracy : null;
        Names = metrics.HasAccuracy ? [AccuracyName, LossName] : [LossName];
    }

    /// <summary>Mean loss of all rows, regularisers included.</summary>
    public double Loss { get; }

    /// <summary>The names there are: <c>loss</c>, and for classification losses <c>accuracy</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A measurement by its name.</summary>
    /// <param name="name"><c>loss</c> or <c>accuracy</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those there are.</exception>
    public double this[string name] => name switch
    {
        LossName => Loss,
        AccuracyName when _accuracy is double accuracy => accuracy,
        _ => throw Logs.Missing(name, Names),
    };

    /// <summary>All measurements, as the progress line prints them: <c>accuracy: 0.9812 - loss: 0.0613</c>.</summary>
    public override string ToString()
        => string.Join(
            " - ", Names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}: {this[name]:F4}")));
}
