using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>
/// The matrix products of Textbook code, row by row as a lecture writes them. Matrices are row-major. The right matrix
/// may be some columns of a wider one: its span then begins at the first column and <c>stride</c> is the width of the whole.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatMul
{
    /// <summary><c>c = a · b</c>.</summary>
    /// <param name="a">(rows × inner)</param>
    /// <param name="b">(inner × columns)</param>
    /// <param name="c">(rows × columns)</param>
    /// <param name="rows">Rows of <paramref name="a"/> and <paramref name="c"/>.</param>
    /// <param name="inner">Columns of <paramref name="a"/>, rows of <paramref name="b"/>.</param>
    /// <param name="columns">Columns of <paramref name="b"/> and <paramref name="c"/>.</param>
    /// <param name="stride">Distance between two rows of <paramref name="b"/>; 0 stands for <paramref name="columns"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Set<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        c[..(rows * columns)].Clear();
        Add(a, b, c, rows, inner, columns, stride);
    }

    /// <summary><c>c += a · b</c>, with the shapes of <see cref="Set"/>.</summary>
    /// <inheritdoc cref="Set"/>
    public static void Add<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c, int rows, int inner, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        stride = stride == 0 ? columns : stride;
        for (int row = 0; row < rows; row++)
        {
            Span<T> sum = c.Slice(row * columns, columns);
            for (int k = 0; k < inner; k++)
                TensorPrimitives.MultiplyAdd(b.Slice(k * stride, columns), a[row * inner + k], sum, sum);
        }
    }

    /// <summary><c>da = dc · bᵀ</c>: the gradient of a product in its left side.</summary>
    /// <param name="dc">(rows × columns)</param>
    /// <param name="b">(inner × columns)</param>
    /// <param name="da">(rows × inner)</param>
    /// <param name="rows">Rows of <paramref name="dc"/> and <paramref name="da"/>.</param>
    /// <param name="inner">Rows of <paramref name="b"/>, columns of <paramref name="da"/>.</param>
    /// <param name="columns">Columns of <paramref name="dc"/> and <paramref name="b"/>.</param>
    /// <param name="stride">Distance between two rows of <paramref name="b"/>; 0 stands for <paramref name="columns"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void SetTransposed<T>(ReadOnlySpan<T> dc, ReadOnlySpan<T> b, Span<T> da, int rows, int inner, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        da[..(rows * inner)].Clear();
        AddTransposed(dc, b, da, rows, inner, columns, stride);
    }

    /// <summary><c>da += dc · bᵀ</c>, with the shapes of <see cref="SetTransposed"/>.</summary>
    /// <inheritdoc cref="SetTransposed"/>
    public static void AddTransposed<T>(ReadOnlySpan<T> dc, ReadOnlySpan<T> b, Span<T> da, int rows, int inner, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        stride = stride == 0 ? columns : stride;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = dc.Slice(row * columns, columns);
            for (int k = 0; k < inner; k++)
                da[row * inner + k] += TensorPrimitives.Dot(delta, b.Slice(k * stride, columns));
        }
    }

    /// <summary><c>db += aᵀ · dc</c>, summed over all rows: the gradient of a product in its right side.</summary>
    /// <param name="a">(rows × inner)</param>
    /// <param name="dc">(rows × columns)</param>
    /// <param name="db">(inner × columns)</param>
    /// <param name="rows">Rows of <paramref name="a"/> and <paramref name="dc"/>.</param>
    /// <param name="inner">Columns of <paramref name="a"/>, rows of <paramref name="db"/>.</param>
    /// <param name="columns">Columns of <paramref name="dc"/> and <paramref name="db"/>.</param>
    /// <param name="stride">Distance between two rows of <paramref name="db"/>; 0 stands for <paramref name="columns"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void AddWeightGradient<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dc, Span<T> db, int rows, int inner, int columns, int stride = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        stride = stride == 0 ? columns : stride;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> delta = dc.Slice(row * columns, columns);
            for (int k = 0; k < inner; k++)
            {
                Span<T> sum = db.Slice(k * stride, columns);
                TensorPrimitives.MultiplyAdd(delta, a[row * inner + k], sum, sum);
            }
        }
    }

    /// <summary><c>target = sourceᵀ</c>.</summary>
    /// <param name="source">(rows × columns)</param>
    /// <param name="target">(columns × rows)</param>
    /// <param name="rows">Rows of <paramref name="source"/>.</param>
    /// <param name="columns">Columns of <paramref name="source"/>.</param>
    /// <param name="stride">Distance between two rows of <paramref name="source"/>; 0 stands for <paramref name="columns"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Transpose<T>(ReadOnlySpan<T> source, Span<T> target, int rows, int columns, int stride = 0)
        where T : unmanaged
    {
        stride = stride == 0 ? columns : stride;
        // As many rows at a time as fill a cache line of the target.
        const int Block = 16;
        for (int first = 0; first < rows; first += Block)
        {
            int count = Math.Min(Block, rows - first), column = 0;
            if (typeof(T) == typeof(float) && Sse.IsSupported && count == Block)
            {
                for (; column <= columns - 4; column += 4)
                {
                    for (int row = first; row < first + Block; row += 4)
                        TransposeSquare(source[(row * stride + column)..], stride, target[(column * rows + row)..], rows);
                }
            }

            for (; column < columns; column++)
            {
                Span<T> line = target.Slice(column * rows + first, count);
                for (int row = 0; row < line.Length; row++)
                    line[row] = source[(first + row) * stride + column];
            }
        }
    }

    /// <summary>Transposes a square of 4 × 4 floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeSquare<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride)
        where T : unmanaged
    {
        _ = source[3 * sourceStride + 3];
        _ = target[3 * targetStride + 3];
        ref float from = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(source));
        ref float to = ref Unsafe.As<T, float>(ref MemoryMarshal.GetReference(target));
        Vector128<float> a = Vector128.LoadUnsafe(ref from), b = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, sourceStride));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 2 * sourceStride));
        Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 3 * sourceStride));
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
        Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).StoreUnsafe(ref to);
        Sse.MoveHighToLow(cdLow, abLow).StoreUnsafe(ref Unsafe.Add(ref to, targetStride));
        Sse.MoveLowToHigh(abHigh, cdHigh).StoreUnsafe(ref Unsafe.Add(ref to, 2 * targetStride));
        Sse.MoveHighToLow(cdHigh, abHigh).StoreUnsafe(ref Unsafe.Add(ref to, 3 * targetStride));
    }
}
