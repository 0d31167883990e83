using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>
/// Moves matrices to and from columns of wider ones. Each span begins at the first of its columns; with it goes the
/// distance between its rows. The columns moved are as many as the narrower matrix has.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Columns
{
    /// <summary>The target's columns become the source's.</summary>
    /// <param name="source">The first matrix.</param>
    /// <param name="sourceStride">Distance between two of its rows.</param>
    /// <param name="target">The second matrix.</param>
    /// <param name="targetStride">Distance between two of its rows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Copy<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride)
        where T : unmanaged
    {
        int columns = Math.Min(sourceStride, targetStride);
        for (int from = 0, to = 0; from < source.Length && to < target.Length; from += sourceStride, to += targetStride)
            source.Slice(from, columns).CopyTo(target[to..]);
    }

    /// <summary>The source's columns are added to the target's.</summary>
    /// <inheritdoc cref="Copy"/>
    public static void Add<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = Math.Min(sourceStride, targetStride);
        for (int from = 0, to = 0; from < source.Length && to < target.Length; from += sourceStride, to += targetStride)
        {
            Span<T> row = target.Slice(to, columns);
            TensorPrimitives.Add(row, source.Slice(from, columns), row);
        }
    }
}
