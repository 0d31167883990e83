using System.Collections;

namespace RnnGen.Data;

/// <summary>The batches of a view; each enumeration is a pass over its rows.</summary>
internal sealed class RowBatches<TInput, TTarget>(RowView<TInput, TTarget> rows, int batchSize, int steps, int? shuffleSeed)
    : IEnumerable<(TInput[] X, TTarget[] Y)>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private int _passes;

    public IEnumerator<(TInput[] X, TTarget[] Y)> GetEnumerator()
    {
        int[]? order = shuffleSeed is int seed ? rows.ShuffledOrder(seed, _passes++) : null;
        (TInput[] X, TTarget[] Y) batch = Buffers(batchSize);
        for (int step = 0; step < steps; step++)
        {
            int first = step * batchSize;
            int count = Math.Min(batchSize, rows.Count - first);
            if (count < batchSize)
                batch = Buffers(count);
            for (int i = 0; i < count; i++)
            {
                rows.Copy(
                    order is null ? first + i : order[first + i],
                    batch.X.AsSpan(i * rows.InputSize, rows.InputSize),
                    batch.Y.AsSpan(i * rows.TargetSize, rows.TargetSize));
            }

            yield return batch;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (TInput[] X, TTarget[] Y) Buffers(int count)
        => (new TInput[(long)count * rows.InputSize], new TTarget[(long)count * rows.TargetSize]);
}
