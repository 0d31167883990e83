using System.Diagnostics;
using System.Globalization;

namespace RnnGen.Kill.Tests;

/// <summary>Starts trainings and kills them.</summary>
internal sealed class Killer(int seed)
{
    private readonly Random _random = new(seed);
    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-kill").FullName;

    private string Checkpoint => Path.Combine(_folder, "run.ckpt");

    /// <summary>Kills trainings so often; gives the exit code.</summary>
    public int Run(int kills)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            (int writing, int ended) = Training.Kinds
                .Select((kind, index) => Run(kind, (kills + index) / Training.Kinds.Length))
                .Aggregate((a, b) => (a.Writing + b.Writing, a.Ended + b.Ended));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kills} kills, {writing} of them while a file was written; {ended} trainings resumed to the same bits; {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, seed {seed}."));
            return 0;
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"{exception.Message} (seed {seed})");
            return 1;
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private (int Writing, int Ended) Run(string kind, int kills)
    {
        long start = Stopwatch.GetTimestamp();
        string whole = Start(kind).Output;
        TimeSpan longest = Stopwatch.GetElapsedTime(start);
        File.Delete(Checkpoint);
        int killed = 0, killedNow = 0, writing = 0, ended = 0;
        while (killed < kills || killedNow > 0)
        {
            // The last training comes to its end.
            TimeSpan? moment = killed < kills ? longest * _random.NextDouble() * 1.1 : null;
            (string output, bool wasKilled) = Start(kind, moment);
            if (wasKilled)
            {
                killed++;
                killedNow++;
                writing += File.Exists(Checkpoint + ".tmp") ? 1 : 0;
                continue;
            }

            if (output != whole)
                throw new InvalidOperationException($"The {kind} training, killed {killedNow} times, ended with other bits:\n{output}instead of:\n{whole}");
            ended += killedNow > 0 ? 1 : 0;
            killedNow = 0;
            File.Delete(Checkpoint);
        }

        return (writing, ended);
    }

    /// <summary>Trains in a process of its own; kills it after so long, if it is still there.</summary>
    private (string Output, bool Killed) Start(string kind, TimeSpan? killAfter = null)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "train", kind, Checkpoint },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        if (killAfter is TimeSpan moment && !process.WaitForExit(moment))
        {
            // SIGKILL on Unix.
            process.Kill();
            process.WaitForExit();
            return ("", true);
        }

        // What it writes fits the pipe, so it does not wait for a reader.
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && error.Length == 0
            ? (output, false)
            : throw new InvalidOperationException($"The {kind} training ended with exit code {process.ExitCode}: {error}");
    }
}
