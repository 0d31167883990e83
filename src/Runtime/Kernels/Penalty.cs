using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>The L1 and L2 regularisers: <c>l1·Σ|w| + l2·Σw²</c> (Keras' <c>L1L2</c>).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Penalty
{
    /// <summary><c>l1·Σ|w| + l2·Σw²</c>.</summary>
    /// <param name="weights">w</param>
    /// <param name="l1">Factor of the absolute values.</param>
    /// <param name="l2">Factor of the squares.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static double Of<T>(ReadOnlySpan<T> weights, double l1, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        l1 * double.CreateTruncating(TensorPrimitives.SumOfMagnitudes(weights))
        + l2 * double.CreateTruncating(TensorPrimitives.SumOfSquares(weights));

    /// <summary><c>dw += l1·sign(w) + 2·l2·w</c>.</summary>
    /// <param name="weights">w</param>
    /// <param name="gradient">dw</param>
    /// <param name="l1">Factor of the absolute values.</param>
    /// <param name="l2">Factor of the squares.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void AddGradient<T>(ReadOnlySpan<T> weights, Span<T> gradient, double l1, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.MultiplyAdd(weights, T.CreateTruncating(2 * l2), gradient, gradient);
        if (l1 == 0)
            return;
        T step = T.CreateTruncating(l1);
        for (int k = 0; k < weights.Length; k++)
            gradient[k] += step * ScalarMath.Sign(weights[k]);
    }
}
