using System.Diagnostics;

namespace RnnGen.Threads;

/// <summary>Waits without giving up the processor, but not for long: another process may have a use for it.</summary>
internal static class Spin
{
    /// <summary>Longer than the pause between two training steps, shorter than what waking a thread costs twice.</summary>
    private static readonly long s_limit = Stopwatch.Frequency / 10_000;

    /// <summary>Spins until the condition holds; false if it did not in time.</summary>
    public static bool Until<T>(T state, Func<T, bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            if (condition(state))
                return true;
            Thread.SpinWait(10);
        }
        while (Stopwatch.GetTimestamp() - start < s_limit);
        return condition(state);
    }
}
