namespace RnnGen.Numeric.Tests.Keras;

/// <summary>
/// Keras on torch clips probabilities to [1e-7, 1 − 1e-7] before their logarithm: a row whose right class has less (or
/// more) gets a constant loss and no gradient at all. RnnGen computes the cross-entropy from the logits (as Keras does on
/// TensorFlow), where a row with less has the largest loss and gradient of all. The comparison leaves these rows out of
/// the batch, and puts in their constant and the full batch's divisor.
/// </summary>
internal sealed class ClippedRows
{
    private const double Epsilon = 1e-7;

    private readonly int _rows;

    private readonly List<int> _kept = [];

    /// <summary>Sum of the losses of the clipped rows.</summary>
    private double _clippedLoss;

    private ClippedRows(int rows) => _rows = rows;

    public bool Any => _kept.Count < _rows;

    /// <summary>Rows that Keras does not clip.</summary>
    public int Kept => _kept.Count;

    /// <summary>Factor from the mean over the kept rows to their part of the mean over all; 0 where none is kept.</summary>
    public double Share => (double)_kept.Count / _rows;

    /// <summary>Finds the rows that Keras clips.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="description">Its loss decides whether there is anything to clip.</param>
    /// <param name="probabilities">The model's output.</param>
    /// <param name="targets">One-hot targets.</param>
    public static ClippedRows Find(
        GoldenCase golden, ModelDescription description, ReadOnlySpan<double> probabilities, Array targets)
    {
        ClippedRows rows = new(golden.Batch);
        bool mayClip = description.Loss == Loss.CategoricalCrossentropy && description.OutputShape.Length == 1;
        double[] oneHot = mayClip ? [.. targets.Cast<IConvertible>().Select(value => value.ToDouble(null))] : [];
        int size = probabilities.Length / golden.Batch;
        for (int row = 0; row < golden.Batch; row++)
        {
            double probability = mayClip ? probabilities[Array.FindIndex(oneHot, row * size, size, y => y == 1)] : 0.5;
            if (probability is >= Epsilon and <= 1 - Epsilon)
                rows._kept.Add(row);
            else
                rows._clippedLoss -= Math.Log(Math.Clamp(probability, Epsilon, 1 - Epsilon));
        }

        return rows;
    }

    /// <summary>The kept rows alone.</summary>
    public T[] Select<T>(T[] values)
    {
        int size = values.Length / _rows;
        return [.. _kept.SelectMany(row => values.AsSpan(row * size, size).ToArray())];
    }

    /// <summary>Keras' loss of the whole batch from the mean loss of the kept rows.</summary>
    public double LossOfAll(double kept) => Share * kept + _clippedLoss / _rows;
}
