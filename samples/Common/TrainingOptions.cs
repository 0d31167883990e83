using System.Globalization;
using RnnGen.Data;

namespace RnnGen.Samples;

/// <summary>What can be asked of every sample that trains on a data set.</summary>
public sealed class TrainingOptions
{
    /// <summary>Their lines of the help.</summary>
    public const string Help =
        """
          --seed <n,…>      whole numbers that the first weights and the order of the rows are drawn from (default: 1);
                            with several, each network is trained once with each, and the median counts
          --ema             keep a moving average of the weights, too (Keras: use_ema), and test it beside the last weights
          --rows <n>        train with the first n rows only, and test with the first n (default: all)
          --threads <n>     most threads that compute one batch (default: one for each processor)
          --report <file>   the page with curves and pictures (default: report.html beside the program)
          --data <folder>   where the data is (default: what RNNGEN_DATA names, a cache, the system's own place)
          --no-download     do not download data that is in none of these places
          --help, -h        this text

        Ctrl-C ends the training; what has been learned by then is shown, and the exit code is 130.
        Pressed again, it ends the program at once.
        """;

    /// <summary>Reads them.</summary>
    /// <param name="commandLine">What was asked for.</param>
    /// <param name="epochs">Epochs if the command line does not say.</param>
    /// <param name="stop">Ends a download and the training.</param>
    /// <param name="emaMomentum">
    /// Share of the weights' moving average that a training step keeps: 1 − 1/n averages about the last n steps, best some tenths of
    /// an epoch.
    /// </param>
    /// <exception cref="UsageException">There is a mistake.</exception>
    public TrainingOptions(CommandLine commandLine, int epochs, CancellationToken stop, float emaMomentum = 0.999f)
    {
        Epochs = commandLine.Number("--epochs", least: 1) ?? epochs;
        Seeds = ReadSeeds(commandLine.Text("--seed"));
        Ema = commandLine.Flag("--ema");
        EmaMomentum = emaMomentum;
        Rows = commandLine.Number("--rows", least: 1);
        Report = Sample.ReadReport(commandLine);
        RnnGenOptions.Threads = commandLine.Number("--threads", least: 1) ?? RnnGenOptions.Threads;
        Data = new DataOptions
        {
            Folder = commandLine.Text("--data"),
            Download = !commandLine.Flag("--no-download"),
            Progress = new DownloadLines(Console.Error),
            CancellationToken = stop,
        };
        Stop = stop;
    }

    /// <summary>Passes over the data.</summary>
    public int Epochs { get; }

    /// <summary>What the first weights are drawn from, training by training.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>Whether the optimizer keeps a moving average of the weights.</summary>
    public bool Ema { get; }

    /// <summary>Share of that average that a training step keeps.</summary>
    public float EmaMomentum { get; }

    /// <summary>The most rows to train with, and to test with; null for all.</summary>
    public int? Rows { get; }

    /// <summary>Where the page goes.</summary>
    public string Report { get; }

    /// <summary>Where the data is looked for.</summary>
    public DataOptions Data { get; }

    /// <summary>Is cancelled by Ctrl-C.</summary>
    public CancellationToken Stop { get; }

    /// <summary>The first of the rows, as many as were asked for.</summary>
    public Dataset<TInput, TTarget> Limit<TInput, TTarget>(Dataset<TInput, TTarget> data)
        where TInput : unmanaged
        where TTarget : unmanaged
        => Rows < data.Count ? data.Slice(0, Rows.Value) : data;

    private static int[] ReadSeeds(string? text)
        => text is null
            ? [1]
            : Array.ConvertAll(
                text.Split(','),
                seed => int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                    ? number
                    : throw new UsageException($"--seed: \"{seed}\" is not a whole number."));

    /// <summary>A line when a download begins, and one for every quarter of it.</summary>
    private sealed class DownloadLines(TextWriter writer) : IProgress<DownloadProgress>
    {
        private string? _file;
        private long _quarters;

        public void Report(DownloadProgress value)
        {
            long quarters = value.Length > 0 ? 4 * value.Received / value.Length : 0;
            if (value.File == _file && quarters == _quarters)
                return;

            (_file, _quarters) = (value.File, quarters);
            writer.WriteLine($"downloading {value.Address}: {25 * quarters} % of {value.Length / 1e6:F1} MB");
        }
    }
}
