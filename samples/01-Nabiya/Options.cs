using System.Globalization;

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

    public bool WantsHelp { get; private set; }

    public int? Epochs { get; private set; }

    public int Seed { get; private set; }

    /// <summary>In the order of the lecture, however they were given.</summary>
    public IEnumerable<Experiment> Experiments
        => Experiment.All.Where(experiment => _models.Count == 0 || _models.Contains(experiment.Name));

    private readonly HashSet<string> _models = [];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It has a mistake; the message is for the user.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out string? argument))
        {
            // --seed 3 and --seed=3 are the same.
            string[] parts = argument.Split('=', 2);
            string Value() => parts.Length == 2 ? parts[1]
                : rest.TryDequeue(out string? value) ? value
                : throw new FormatException($"{argument} needs a value.");

            switch (parts[0])
            {
                case "--model":
                    options.AddModels(Value());
                    break;
                case "--epochs":
                    options.Epochs = Number(parts[0], Value(), least: 1);
                    break;
                case "--seed":
                    options.Seed = Number(parts[0], Value(), least: int.MinValue);
                    break;
                case "--help" or "-h" when parts.Length == 1:
                    options.WantsHelp = true;
                    break;
                default:
                    throw new FormatException($"There is no option \"{argument}\".");
            }
        }

        return options;
    }

    private void AddModels(string names)
    {
        foreach (string name in names.Split(','))
        {
            if (!Experiment.All.Any(experiment => experiment.Name == name))
            {
                string known = string.Join(", ", Experiment.All.Select(experiment => experiment.Name));
                throw new FormatException($"--model: there is no \"{name}\"; there are {known}.");
            }

            _models.Add(name);
        }
    }

    private static int Number(string option, string text, int least)
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= least
            ? number
            : throw new FormatException(
                $"{option}: \"{text}\" is not a whole number{(least == 1 ? " of 1 or more" : "")}.");
}
