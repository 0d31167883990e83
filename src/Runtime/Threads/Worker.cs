using System.Diagnostics.CodeAnalysis;

namespace RnnGen.Threads;

/// <summary>
/// A thread that helps with the work of any model in the process. Workers are started when they are first wanted, wait
/// spinning for a moment and then asleep, and end with the process.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A worker and its event end with the process.")]
internal sealed class Worker
{
    private const int Idle = 0;

    /// <summary>Somebody is changing what is offered.</summary>
    private const int Claimed = 1;

    private const int Offered = 2;
    private const int Running = 3;

    private static readonly Lock s_starting = new();

    // Replaced by a longer array when more are wanted; read without a lock.
    private static Worker[] s_workers = [];

    private readonly AutoResetEvent _wake = new(false);
    private int _state;
    private int _asleep;
    private ParallelWork? _work;

    private Worker(int number)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = $"RnnGen worker {number}" };
        thread.Start();
    }

    /// <summary>Offers work to up to that many workers which have nothing to do.</summary>
    public static void Hire(ParallelWork work, int count)
    {
        foreach (Worker worker in AtLeast(count))
        {
            if (worker.TryOffer(work) && --count == 0)
                return;
        }
    }

    /// <summary>Takes work back from workers that have not begun with it.</summary>
    public static void Dismiss(ParallelWork work)
    {
        foreach (Worker worker in s_workers)
        {
            if (Volatile.Read(ref worker._work) == work)
                worker.TakeBack(work);
        }
    }

    private static Worker[] AtLeast(int count)
    {
        Worker[] workers = Volatile.Read(ref s_workers);
        if (workers.Length >= count)
            return workers;
        lock (s_starting)
        {
            workers = s_workers;
            if (workers.Length < count)
            {
                workers = [.. workers, .. Enumerable.Range(workers.Length + 1, count - workers.Length).Select(number => new Worker(number))];
                Volatile.Write(ref s_workers, workers);
            }
        }

        return workers;
    }

    private bool TryOffer(ParallelWork work)
    {
        if (Volatile.Read(ref _state) != Idle || Interlocked.CompareExchange(ref _state, Claimed, Idle) != Idle)
            return false;
        work.AddHelper();
        Volatile.Write(ref _work, work);
        Publish();
        return true;
    }

    private void TakeBack(ParallelWork work)
    {
        if (Interlocked.CompareExchange(ref _state, Claimed, Offered) != Offered)
            return;

        // Since it was looked at, the worker may have done the work and been offered another.
        if (_work != work)
        {
            Publish();
            return;
        }

        _work = null;
        Volatile.Write(ref _state, Idle);
        work.RemoveHelper();
    }

    private void Publish()
    {
        Interlocked.Exchange(ref _state, Offered);
        if (Volatile.Read(ref _asleep) == 1)
            _wake.Set();
    }

    private void Run()
    {
        while (true)
        {
            if (!Spin.Until(this, static worker => Volatile.Read(ref worker._state) == Offered))
            {
                Interlocked.Exchange(ref _asleep, 1);
                if (Volatile.Read(ref _state) != Offered)
                    _wake.WaitOne();
                Volatile.Write(ref _asleep, 0);
            }

            if (Interlocked.CompareExchange(ref _state, Running, Offered) != Offered)
                continue;
            ParallelWork work = _work!;
            work.TakeParts();
            _work = null;
            // Free for the next work before this one's caller goes on to it.
            Volatile.Write(ref _state, Idle);
            work.RemoveHelper();
        }
    }
}
