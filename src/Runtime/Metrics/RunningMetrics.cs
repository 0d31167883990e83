using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Loss and accuracy over the batches seen so far, as Keras' <c>fit</c> and <c>evaluate</c> report them.</summary>
internal sealed class RunningMetrics
{
    private readonly int _lastDimension;
    private double _lossSum;
    private long _rows;
    private long _right;
    private long _predictions;

    public RunningMetrics(ModelDescription description)
    {
        _lastDimension = description.OutputShape[^1];
        HasAccuracy = IsClassification(description);
    }

    /// <summary>Whether the loss is one of classification.</summary>
    public bool HasAccuracy { get; }

    /// <summary>Mean of the batches' losses, each weighted with its rows.</summary>
    public double Loss => _lossSum / _rows;

    /// <summary>Share of right predictions; each timestep of a sequence output is one.</summary>
    public double Accuracy => _predictions == 0 ? 0 : (double)_right / _predictions;

    /// <summary>What has been added up so far, to go on from later.</summary>
    public double[] Sums
    {
        get => [_lossSum, _rows, _right, _predictions];
        set => (_lossSum, _rows, _right, _predictions) = (value[0], (long)value[1], (long)value[2], (long)value[3]);
    }

    /// <summary>The names under which training and validation are recorded, in the order Keras 3 shows them.</summary>
    public static IReadOnlyList<string> NamesOf(ModelDescription description, bool validation)
    {
        string[] names = IsClassification(description) ? ["accuracy", "loss"] : ["loss"];
        return validation ? [.. names, .. names.Select(name => $"val_{name}")] : names;
    }

    public void Reset()
    {
        _lossSum = 0;
        _rows = 0;
        _right = 0;
        _predictions = 0;
    }

    /// <param name="loss">The mean loss of the batch.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="outputs">What the network has given.</param>
    /// <param name="targets">What it should have given.</param>
    /// <param name="mask">For each prediction 1, or 0 where it does not count; empty when all count.</param>
    /// <typeparam name="TTarget">Type of the target's elements.</typeparam>
    public void Add<TTarget>(double loss, int rows, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> mask = default)
        where TTarget : unmanaged
    {
        _lossSum += loss * rows;
        _rows += rows;
        if (!HasAccuracy)
            return;

        int predictions = outputs.Length / _lastDimension;
        if (mask.IsEmpty)
        {
            _predictions += predictions;
            _right += CountRight(outputs, targets);
            return;
        }

        int targetSize = targets.Length / predictions;
        for (int i = 0; i < predictions; i++)
        {
            if (mask[i] == 0)
                continue;
            _predictions++;
            _right += CountRight(outputs.Slice(i * _lastDimension, _lastDimension), targets.Slice(i * targetSize, targetSize));
        }
    }

    /// <summary>Writes what there is under these names, in the order Keras 3 shows them.</summary>
    public void WriteTo(Logs logs, string accuracyName, string lossName)
    {
        if (HasAccuracy)
            logs[accuracyName] = Accuracy;
        logs[lossName] = Loss;
    }

    private static bool IsClassification(ModelDescription description) => description.Loss
        is RnnGen.Loss.CategoricalCrossentropy
        or RnnGen.Loss.SparseCategoricalCrossentropy
        or RnnGen.Loss.BinaryCrossentropy;

    private int CountRight<TTarget>(ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int))
            return AccuracyCount.Sparse(outputs, MemoryMarshal.Cast<TTarget, int>(targets), _lastDimension);

        ReadOnlySpan<float> values = MemoryMarshal.Cast<TTarget, float>(targets);
        return _lastDimension == 1
            ? AccuracyCount.Binary(outputs, values)
            : AccuracyCount.Categorical(outputs, values, _lastDimension);
    }
}
