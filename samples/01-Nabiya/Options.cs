using RnnGen.Samples;

namespace Nabiya;

/// <summary>What is asked for on the command line.</summary>
internal sealed class Options
{
    public const string Help =
        """
        Trains the four networks of the lecture on the song 나비야 and lets them play it.

        Usage: dotnet run -c Release --project samples/01-Nabiya -- [options]

          --model <names>   the networks to train, with commas between: mlp, lstm, stateful, stateful2
                            (default: all four)
          --epochs <n>      how often each goes through the song, 1 or more
                            (default: 500, the LSTM without state 1500)
          --seed <n>        a whole number that the first weights are drawn from (default: 0)
          --help, -h        this text

        Ctrl-C ends the training; what the network has learned by then is shown, and the exit code is 130.
        Pressed again, it ends the program at once.
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It has a mistake.</exception>
    public Options(CommandLine commandLine)
    {
        IReadOnlyList<Experiment> asked = commandLine.Some("--model", Experiment.All, experiment => experiment.Name);
        Experiments = asked.Count > 0 ? asked : Experiment.All;
        Epochs = commandLine.Number("--epochs", least: 1);
        Seed = commandLine.Number("--seed") ?? 0;
        commandLine.End();
    }

    /// <summary>In the order of the lecture, however they were given.</summary>
    public IReadOnlyList<Experiment> Experiments { get; }

    public int? Epochs { get; }

    public int Seed { get; }
}
