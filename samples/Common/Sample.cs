using System.Text;
using RnnGen.Data;

namespace RnnGen.Samples;

/// <summary>
/// What every sample does around its own work: help, mistakes on the command line, missing data, Ctrl-C. Exit codes: 0, or 2
/// when the command line or the data is not as it must be (one line on the error output says what to do), or 130 after
/// Ctrl-C.
/// </summary>
public static class Sample
{
    /// <summary>Runs a sample.</summary>
    /// <param name="args">Its arguments.</param>
    /// <param name="help">What --help shows.</param>
    /// <param name="work">
    /// Reads its options, calls <see cref="CommandLine.End"/>, and works. Its token is cancelled by the first Ctrl-C: what
    /// has been learned by then can be shown. The second ends the program.
    /// </param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, string help, Action<CommandLine, CancellationToken> work)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (args.Any(argument => argument is "--help" or "-h"))
        {
            Console.WriteLine(help);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, key) =>
        {
            key.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            work(new CommandLine(args), stop.Token);
            return stop.IsCancellationRequested ? 130 : 0;
        }
        catch (UsageException mistake)
        {
            Console.Error.WriteLine($"{mistake.Message} --help shows the options.");
            return 2;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DataFormatException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <summary>Where a sample's page goes: --report, or beside the program.</summary>
    /// <param name="commandLine">What was asked for.</param>
    /// <exception cref="UsageException">It names no file: better to say so before the training than after it.</exception>
    public static string ReadReport(CommandLine commandLine)
    {
        string path = commandLine.Text("--report") ?? Path.Combine(AppContext.BaseDirectory, "report.html");
        return path.Length > 0 && !Directory.Exists(path)
            ? path
            : throw new UsageException($"--report: \"{path}\" is no file's name{(path.Length > 0 ? ", but a folder" : "")}.");
    }
}
