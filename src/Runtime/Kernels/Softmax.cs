using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>Softmax over the last axis, and its gradient.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    /// <summary><c>y = exp(x − max x) / Σ exp(x − max x)</c> for each row; x and y may be the same span.</summary>
    /// <param name="x">(rows × columns), or some columns of a wider matrix, beginning at the first of them</param>
    /// <param name="y">(rows × columns)</param>
    /// <param name="columns">Classes.</param>
    /// <param name="stride">Distance between two rows of <paramref name="x"/>; 0 stands for <paramref name="columns"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Set<T>(ReadOnlySpan<T> x, Span<T> y, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        stride = stride == 0 ? columns : stride;
        for (int row = 0; row < y.Length / columns; row++)
        {
            ReadOnlySpan<T> source = x.Slice(row * stride, columns);
            Span<T> target = y.Slice(row * columns, columns);
            TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), target);
            TensorPrimitives.Exp<T>(target, target);
            TensorPrimitives.Divide(target, TensorPrimitives.Sum<T>(target), target);
        }
    }

    /// <summary><c>dx = y ∘ (dy − Σ dy ∘ y)</c> for each row.</summary>
    /// <param name="y">(rows × columns): the softmax's output</param>
    /// <param name="dy">(rows × columns)</param>
    /// <param name="dx">(rows × columns)</param>
    /// <param name="columns">Classes.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void SetGradient<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < y.Length; start += columns)
        {
            ReadOnlySpan<T> output = y.Slice(start, columns), delta = dy.Slice(start, columns);
            Span<T> target = dx.Slice(start, columns);
            TensorPrimitives.Subtract(delta, TensorPrimitives.Dot(delta, output), target);
            TensorPrimitives.Multiply(target, output, target);
        }
    }
}
