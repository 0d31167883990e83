using System.Runtime.ExceptionServices;

namespace RnnGen.Threads;

/// <summary>
/// Work in numbered parts, of which several may run at the same time. One object is used again for each step, so that a
/// step allocates nothing.
/// </summary>
internal abstract unsafe class ParallelWork
{
    /// <summary>Less is done before a second thread has come: about 50 µs of work.</summary>
    private const long FewestFlops = 2_000_000;

    private AutoResetEvent? _finished;
    private int _parts;
    private int _next;
    private int _helpers;
    private int _callerSleeps;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs one part; it may not touch what another part writes.</summary>
    protected abstract void Run(int part);

    /// <summary>Runs all parts and returns when the last is done.</summary>
    /// <param name="parts">Their number.</param>
    /// <param name="isLarge">Whether other threads may help: the work is worth waking them.</param>
    public void RunAll(int parts, bool isLarge)
    {
        int helpers = isLarge ? Math.Min(RnnGenOptions.Threads, parts) - 1 : 0;
        if (helpers <= 0)
        {
            for (int part = 0; part < parts; part++)
                Run(part);
            return;
        }

        _finished ??= new AutoResetEvent(false);
        _parts = parts;
        _next = 0;
        Worker.Hire(this, helpers);
        TakeParts();
        // Helpers that have not come yet, because their processor is busy, are not waited for.
        Worker.Dismiss(this);
        WaitForHelpers();

        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <summary>Counts a helper, before it is told of the work.</summary>
    internal void AddHelper() => Interlocked.Increment(ref _helpers);

    /// <summary>Counts a helper off, when it is done or was dismissed before it began.</summary>
    internal void RemoveHelper()
    {
        if (Interlocked.Decrement(ref _helpers) == 0 && Volatile.Read(ref _callerSleeps) == 1)
            _finished!.Set();
    }

    /// <summary>Runs parts until none is left.</summary>
    internal void TakeParts()
    {
        int part;
        while ((part = Interlocked.Increment(ref _next) - 1) < _parts)
        {
            try
            {
                Run(part);
            }
            catch (Exception exception)
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
    }

    /// <summary>Whether so many floating-point operations are worth a second thread.</summary>
    protected static bool IsLarge(long flops) => flops >= FewestFlops;

    /// <summary>The values of one shard's rows.</summary>
    /// <param name="values">The values of all rows of the batch.</param>
    /// <param name="part">Number of the shard.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="shardRows">Rows of each shard before it.</param>
    /// <param name="size">Values of one row.</param>
    protected static ReadOnlySpan<T> RowsOf<T>(T* values, int part, int rows, int shardRows, int size)
        where T : unmanaged
        => new(values + (long)part * shardRows * size, rows * size);

    private void WaitForHelpers()
    {
        if (Spin.Until(this, static work => Volatile.Read(ref work._helpers) == 0))
            return;
        Interlocked.Exchange(ref _callerSleeps, 1);
        // The event may still be set from a time before.
        while (Volatile.Read(ref _helpers) != 0)
            _finished!.WaitOne();
        Volatile.Write(ref _callerSleeps, 0);
    }
}
