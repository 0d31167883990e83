using System.Diagnostics;
using System.Globalization;

// Usage: Watch <starts> <program> [argument…]
//
// The program writes a line `first prediction: …` and waits for a line on its input; then, where it trains, it writes
// `training step: … ms`. Whatever language it is in, the clock runs from before its process exists until that first line has
// arrived. Prints five numbers with tabs between them: fastest and median start in ms, resident memory in MB at the first
// prediction, fastest training step in ms (or -), what was predicted.
if (args.Length < 2 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out int starts) || starts < 1)
{
    Console.Error.WriteLine("Usage: Watch <starts> <program> [argument...]");
    return 2;
}

const string Prediction = "first prediction: ", Step = "training step: ";
var times = new List<double>();
double resident = 0;
string predicted = "", step = "-";
for (int start = 0; start < starts; start++)
{
    var info = new ProcessStartInfo(args[1], args[2..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
    long begin = Stopwatch.GetTimestamp();
    using Process process = Process.Start(info)!;
    predicted = LineAfter(Prediction, process) ?? throw new InvalidOperationException($"{args[1]} ended without '{Prediction}'.");
    times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
    resident = Math.Max(resident, ResidentMegabytes(process));

    // Training takes a while, so only the first one is asked for it.
    if (start == 0)
        process.StandardInput.WriteLine();
    process.StandardInput.Close();
    if (LineAfter(Step, process) is { } time)
        step = time.Replace(" ms", "", StringComparison.Ordinal);
    process.WaitForExit();
    if (process.ExitCode != 0)
        throw new InvalidOperationException($"{args[1]} ended with exit code {process.ExitCode}.");
}

times.Sort();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"{times[0]:F2}\t{times[times.Count / 2]:F2}\t{resident:F1}\t{step}\t{predicted}"));
return 0;

static string? LineAfter(string prefix, Process process)
{
    while (process.StandardOutput.ReadLine() is { } line)
    {
        if (line.StartsWith(prefix, StringComparison.Ordinal))
            return line[prefix.Length..];
    }

    return null;
}

// What Process.WorkingSet64 says too, on every system.
static double ResidentMegabytes(Process process)
{
    process.Refresh();
    return process.WorkingSet64 / 1e6;
}
