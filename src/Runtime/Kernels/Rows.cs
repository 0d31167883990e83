using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    /// <exception cref="ArgumentException">The matrix is not whole rows.</exception>
    public static void AddSum<T>(ReadOnlySpan<T> matrix, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = sum.Length, end = matrix.Length;
        if (columns == 0 ? end != 0 : end % columns != 0)
            throw new ArgumentException($"{end} values are not whole rows of {columns}.", nameof(matrix));

        // Four vectors of columns at a time, so that their sums stay in registers over all rows.
        int strip = 4 * Vector<T>.Count, covered = columns - columns % strip;
        ref T first = ref MemoryMarshal.GetReference(matrix);
        for (int column = 0; column < covered; column += strip)
        {
            Span<T> target = sum.Slice(column, strip);
            Vector<T> a = new(target), b = new(target[Vector<T>.Count..]);
            Vector<T> c = new(target[(2 * Vector<T>.Count)..]), d = new(target[(3 * Vector<T>.Count)..]);
            for (int start = 0; start < end; start += columns)
            {
                ref T row = ref Unsafe.Add(ref first, start + column);
                a += Vector.LoadUnsafe(ref row);
                b += Vector.LoadUnsafe(ref row, (nuint)Vector<T>.Count);
                c += Vector.LoadUnsafe(ref row, (nuint)(2 * Vector<T>.Count));
                d += Vector.LoadUnsafe(ref row, (nuint)(3 * Vector<T>.Count));
            }

            a.CopyTo(target);
            b.CopyTo(target[Vector<T>.Count..]);
            c.CopyTo(target[(2 * Vector<T>.Count)..]);
            d.CopyTo(target[(3 * Vector<T>.Count)..]);
        }

        if (covered < columns)
        {
            Span<T> left = sum[covered..];
            for (int start = 0; start < end; start += columns)
                TensorPrimitives.Add(left, matrix.Slice(start + covered, left.Length), left);
        }
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
