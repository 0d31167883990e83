using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>Cross-entropy of a softmax, computed from its logits: no probability is too small for its logarithm.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CrossEntropy
{
    /// <summary><c>Σ_rows −log softmax(z)[label]</c>.</summary>
    /// <param name="logits">(rows × classes)</param>
    /// <param name="labels">(rows), each in [0, classes)</param>
    /// <param name="classes">Columns of the logits.</param>
    /// <param name="mask">(rows), 0 for those that do not count; empty when all do.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static double Sparse<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, int classes, ReadOnlySpan<T> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            if (!mask.IsEmpty && mask[row] == T.Zero)
                continue;
            ReadOnlySpan<T> z = logits.Slice(row * classes, classes);
            sum += LogSumExp(z) - double.CreateTruncating(z[labels[row]]);
        }

        return sum;
    }

    /// <summary><c>Σ_rows −Σ_classes y · log softmax(z)</c>.</summary>
    /// <param name="logits">(rows × classes)</param>
    /// <param name="targets">(rows × classes), each row a distribution</param>
    /// <param name="classes">Columns of both.</param>
    /// <param name="mask">(rows), 0 for those that do not count; empty when all do.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static double Categorical<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> targets, int classes, ReadOnlySpan<T> mask = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < logits.Length; start += classes)
        {
            if (!mask.IsEmpty && mask[start / classes] == T.Zero)
                continue;
            ReadOnlySpan<T> z = logits.Slice(start, classes), y = targets.Slice(start, classes);
            double logSum = LogSumExp(z);
            for (int k = 0; k < classes; k++)
                sum += double.CreateTruncating(y[k]) * (logSum - double.CreateTruncating(z[k]));
        }

        return sum;
    }

    /// <summary><c>dz = (p − onehot(label)) · scale</c>; p and dz may be the same span.</summary>
    /// <param name="probabilities">(rows × classes): softmax of the logits</param>
    /// <param name="labels">(rows), each in [0, classes)</param>
    /// <param name="dz">(rows × classes)</param>
    /// <param name="classes">Columns of both.</param>
    /// <param name="scale">1 / number of labels.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void SetSparseGradient<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, Span<T> dz, int classes, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Multiply(probabilities, scale, dz);
        for (int row = 0; row < labels.Length; row++)
            dz[row * classes + labels[row]] -= scale;
    }

    /// <summary>log Σ exp(z), with the largest element taken out so that nothing overflows.</summary>
    private static double LogSumExp<T>(ReadOnlySpan<T> z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double max = double.CreateTruncating(TensorPrimitives.Max(z));
        double sum = 0;
        foreach (T value in z)
            sum += Math.Exp(double.CreateTruncating(value) - max);
        return max + Math.Log(sum);
    }
}
