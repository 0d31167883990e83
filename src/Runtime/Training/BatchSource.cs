namespace RnnGen;

/// <summary>Rows of one training step.</summary>
internal readonly ref struct Batch<TInput, TTarget>(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    public ReadOnlySpan<TInput> X { get; } = x;

    public ReadOnlySpan<TTarget> Y { get; } = y;

    public int Rows { get; } = rows;
}

/// <summary>Where <c>Fit</c> gets its batches from.</summary>
internal abstract class BatchSource<TInput, TTarget> : IDisposable
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Batches of an epoch.</summary>
    public abstract int Steps { get; }

    /// <summary>Goes to the start of the next epoch.</summary>
    public virtual void StartEpoch()
    {
    }

    /// <summary>Goes past batches that were trained before this training was resumed.</summary>
    public virtual void Skip(long batches)
    {
    }

    /// <summary>A batch of the epoch; they are asked for in order, each once, the first maybe not from 0.</summary>
    public abstract Batch<TInput, TTarget> Get(int step);

    public virtual void Dispose()
    {
    }
}
