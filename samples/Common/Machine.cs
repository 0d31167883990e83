using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Samples;

/// <summary>What machine this is, as times are to be read with it.</summary>
public static class Machine
{
    /// <summary>Processor, threads, vectors, operating system and .NET in one line.</summary>
    public static string Description
    {
        get
        {
            int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
            return $"{Processor()}, {Environment.ProcessorCount} processors of which {RnnGenOptions.Threads} used, vectors of {bits} bits, "
                + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        }
    }

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
