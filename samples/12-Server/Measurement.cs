using System.Diagnostics;
using System.Globalization;

namespace RnnGen.Samples.Server;

/// <summary>How many predictions a second the threads of this machine make, without HTTP around them.</summary>
internal static class Measurement
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(2);

    public static void Print(Forecaster model)
    {
        var predictor = new Predictor<float>(model);
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            long predictions = Count(threads, () =>
            {
                float[] x = new float[Forecaster.InputSize], y = new float[1];
                return () => predictor.Predict(x, y);
            });
            long steps = Count(threads, () =>
            {
                var state = new Forecaster.StreamState();
                float[] x = [0.5f], y = new float[1];
                return () => model.Step(x, ref state, y);
            });
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{threads} thread{(threads == 1 ? " " : "s")}: {predictions / s_duration.TotalSeconds,12:N0} predictions/s of {Forecaster.InputSize} timesteps, {steps / s_duration.TotalSeconds,12:N0} steps/s of streams"));
        }
    }

    /// <summary>Calls that all threads make together, each with what it has made for itself.</summary>
    private static long Count(int threads, Func<Action> create)
    {
        long total = 0;
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            Action call = create();
            long calls = 0;
            for (int i = 0; i < 2000; i++)
                call();
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_duration; calls += 100)
            {
                for (int i = 0; i < 100; i++)
                    call();
            }

            Interlocked.Add(ref total, calls);
        }))];
        foreach (Thread thread in all)
            thread.Start();
        foreach (Thread thread in all)
            thread.Join();
        return total;
    }
}
