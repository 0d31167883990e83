using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What generated code does with the axes of a tensor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Axes
{
    /// <summary>Puts the axes of a tensor in another order.</summary>
    /// <param name="source">A tensor of the given shape, row-major.</param>
    /// <param name="destination">The same values with the axes in the order given.</param>
    /// <param name="shape">The source's shape.</param>
    /// <param name="order">The number of each axis of the source at its place in the destination.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Permute<T>(ReadOnlySpan<T> source, Span<T> destination, ReadOnlySpan<int> shape, ReadOnlySpan<int> order)
        where T : unmanaged
    {
        // Of each axis of the destination: its length, and how far apart its values are in the source.
        Span<int> lengths = stackalloc int[order.Length], steps = stackalloc int[order.Length], index = stackalloc int[order.Length];
        for (int axis = 0; axis < order.Length; axis++)
        {
            lengths[axis] = shape[order[axis]];
            steps[axis] = 1;
            for (int inner = order[axis] + 1; inner < shape.Length; inner++)
                steps[axis] *= shape[inner];
        }

        index.Clear();
        int length = lengths[^1], step = steps[^1], from = 0;
        for (int to = 0; to < destination.Length; to += length)
        {
            Span<T> row = destination.Slice(to, length);
            if (step == 1)
                source.Slice(from, length).CopyTo(row);
            else
                Gather(source[from..], row, step);

            // The next index, the last axis but one running fastest.
            for (int axis = order.Length - 2; axis >= 0; axis--)
            {
                from += steps[axis];
                if (++index[axis] < lengths[axis])
                    break;
                from -= steps[axis] * lengths[axis];
                index[axis] = 0;
            }
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> source, Span<T> row, int step)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] = source[i * step];
    }
}
