using System.Diagnostics;

namespace RnnGen.Benchmarks;

/// <summary>How long calls take, measured quickly: for tables whose rows are compared with each other.</summary>
internal static class Timing
{
    private const int WarmUpCalls = 10;
    private const int FewestSamples = 20;

    /// <summary>Shortest time of one sample: fast calls are timed many at once.</summary>
    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(0.05);

    /// <summary>Calls an action until the JIT has compiled it as well as it is going to.</summary>
    public static void WarmUp(Action action)
    {
        // Methods are compiled anew in the background after 30 calls and 100 ms.
        var clock = Stopwatch.StartNew();
        for (int call = 0; call < WarmUpCalls || clock.ElapsedMilliseconds < 400; call++)
            action();
    }

    /// <summary>The median time of a call in seconds, over at least 20 calls and about the given time.</summary>
    public static double Median(Action action, double seconds = 0.25) => Median(Samples(action, seconds));

    /// <summary>The shortest time of a call in seconds: for calls that do the same work every time.</summary>
    public static double Fastest(Action action, double seconds = 0.05) => Samples(action, seconds).Min();

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static List<double> Samples(Action action, double seconds)
    {
        for (int call = 0; call < WarmUpCalls; call++)
            action();
        int calls = CallsPerSample(action);
        var samples = new List<double>();
        var clock = Stopwatch.StartNew();
        while (samples.Count < FewestSamples || clock.Elapsed.TotalSeconds < seconds)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < calls; call++)
                action();
            samples.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / calls);
        }

        return samples;
    }

    private static int CallsPerSample(Action action)
    {
        for (int calls = 1; ; calls *= 2)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < calls; call++)
                action();
            if (Stopwatch.GetElapsedTime(start) >= s_sample)
                return calls;
        }
    }
}
