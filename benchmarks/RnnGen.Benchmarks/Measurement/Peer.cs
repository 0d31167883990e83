using System.Diagnostics;
using System.Text.Json;

namespace RnnGen.Benchmarks;

/// <summary>
/// Another library's program. It writes its version as the first line; then it answers each line, the name of a workload,
/// with a line of JSON: median seconds by name, <c>{"train": 0.01, "infer": 0.002}</c>, empty for what it cannot do.
/// Between two questions it waits and takes no processor.
/// </summary>
internal sealed class Peer : IDisposable
{
    private static readonly Dictionary<string, double> s_nothing = [];

    private Process? _process;

    /// <param name="name">The library's name.</param>
    /// <param name="command">What a shell runs; null if it could not be installed.</param>
    public Peer(string name, string? command)
    {
        Name = name;
        if (command is null)
            return;
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec " + command]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        Version = Read("did not start") ?? "did not start";
    }

    public string Name { get; }

    public string Version { get; } = "not installed";

    /// <summary>Median seconds by name; nothing from a peer that is not there or has failed, so that the others go on.</summary>
    public IReadOnlyDictionary<string, double> Measure(string workload)
    {
        try
        {
            _process?.StandardInput.WriteLine(workload);
            _process?.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; the missing answer says so.
        }

        return Read($"ended while it measured {workload}") is string answer ? JsonSerializer.Deserialize<Dictionary<string, double>>(answer)! : s_nothing;
    }

    public void Dispose()
    {
        // The end of its input tells the program to stop.
        _process?.StandardInput.Close();
        _process?.WaitForExit(5000);
        _process?.Dispose();
        _process = null;
    }

    /// <summary>The next line; null, and no further question to this peer, if it has ended.</summary>
    private string? Read(string whatFailed)
    {
        if (_process is null)
            return null;
        if (_process.StandardOutput.ReadLine() is string line)
            return line;
        Console.Error.WriteLine($"{Name} {whatFailed}; its rows are left out.");
        _process.Dispose();
        _process = null;
        return null;
    }
}
