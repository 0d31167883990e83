using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>What Textbook code does with a bias: the same vector on each row of a matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Rows
{
    /// <summary>Each row of the matrix becomes the bias.</summary>
    /// <param name="bias">(columns)</param>
    /// <param name="matrix">(rows × columns)</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Set<T>(ReadOnlySpan<T> bias, Span<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < matrix.Length; start += bias.Length)
            bias.CopyTo(matrix[start..]);
    }

    /// <summary>The bias is added to each row of the matrix.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add<T>(ReadOnlySpan<T> bias, Span<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < matrix.Length; start += bias.Length)
        {
            Span<T> row = matrix.Slice(start, bias.Length);
            TensorPrimitives.Add(row, bias, row);
        }
    }

    /// <summary><c>sum += Σ_rows matrix</c>: the gradient of a bias.</summary>
    /// <param name="matrix">(rows × columns)</param>
    /// <param name="sum">(columns)</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void AddSum<T>(ReadOnlySpan<T> matrix, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < matrix.Length; start += sum.Length)
            TensorPrimitives.Add(sum, matrix.Slice(start, sum.Length), sum);
    }

    /// <summary>(first × second × values) becomes (second × first × values): the batch and the time axis change places.</summary>
    /// <param name="source">(first × second × values)</param>
    /// <param name="destination">(second × first × values)</param>
    /// <param name="first">Length of the source's first axis.</param>
    /// <param name="second">Length of the source's second axis.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void SwapAxes<T>(ReadOnlySpan<T> source, Span<T> destination, int first, int second)
        where T : unmanaged
    {
        int values = source.Length / (first * second);
        for (int i = 0; i < first; i++)
        {
            for (int j = 0; j < second; j++)
                source.Slice((i * second + j) * values, values).CopyTo(destination[((j * first + i) * values)..]);
        }
    }
}
