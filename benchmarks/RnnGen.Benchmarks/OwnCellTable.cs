using System.Globalization;
using RnnGen.Benchmarks.Cells;

namespace RnnGen.Benchmarks;

/// <summary>
/// The command <c>cells [--rounds 5]</c>: the built-in cells beside the same written as cells of one's own. Both take turns,
/// so that a disturbance hits both.
/// </summary>
internal static class OwnCellTable
{
    private static readonly (string Cell, int Batch, Model<float, int> BuiltIn, Model<float, int> Own)[] s_pairs =
    [
        ("SimpleRNN(64)", 32, new BuiltInSimpleRNN64x32(), new OwnSimpleRNN64x32()),
        ("SimpleRNN(20)", 32, new BuiltInSimpleRNN20x32(), new OwnSimpleRNN20x32()),
        ("SimpleRNN(64)", 1, new BuiltInSimpleRNN64x1(), new OwnSimpleRNN64x1()),
        ("LSTM(64)", 32, new BuiltInLSTM64x32(), new OwnLSTM64x32()),
        ("LSTM(20)", 32, new BuiltInLSTM20x32(), new OwnLSTM20x32()),
        ("LSTM(64)", 1, new BuiltInLSTM64x1(), new OwnLSTM64x1()),
        ("GRU(64)", 32, new BuiltInGRU64x32(), new OwnGRU64x32()),
        ("GRU(20)", 32, new BuiltInGRU20x32(), new OwnGRU20x32()),
        ("GRU(64)", 1, new BuiltInGRU64x1(), new OwnGRU64x1()),
    ];

    public static int Run(IReadOnlyList<string> arguments)
    {
        int rounds = new Options(arguments, "--rounds").Count("--rounds", 5);
        RnnGenOptions.Threads = 1;
        var table = new MarkdownTable("cell", "batch", "train µs", "own", "own ÷ built-in", "infer µs", "own", "own ÷ built-in");
        foreach ((string cell, int batch, Model<float, int> builtIn, Model<float, int> own) in s_pairs)
        {
            Console.Error.WriteLine($"{cell}, batch {batch}");
            Times of = new(builtIn), ofOwn = new(own);
            for (int round = 0; round < rounds; round++)
            {
                of.Measure();
                ofOwn.Measure();
            }

            table.Add(
                cell, batch.ToString(CultureInfo.InvariantCulture),
                MarkdownTable.Number(of.Train * 1e6), MarkdownTable.Number(ofOwn.Train * 1e6), Ratio(ofOwn.Train / of.Train),
                MarkdownTable.Number(of.Infer * 1e6), MarkdownTable.Number(ofOwn.Infer * 1e6), Ratio(ofOwn.Infer / of.Infer));
        }

        Console.WriteLine($"28 timesteps of 28 features, Dense(10), Adam; one thread, {FmaPeak.Bits}-bit vectors; the fastest of {rounds} interleaved rounds.");
        Console.WriteLine();
        table.Write(Console.Out);
        return 0;
    }

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The shortest times of a model.</summary>
    private sealed class Times
    {
        private readonly Workload _workload;

        public Times(Model<float, int> model)
        {
            _workload = Workload.Training(model, new Adam(), random => random.NextSingle(), random => random.Next(10));
            Timing.WarmUp(_workload.Train!);
            Timing.WarmUp(_workload.Predict);
        }

        public double Train { get; private set; } = double.PositiveInfinity;

        public double Infer { get; private set; } = double.PositiveInfinity;

        public void Measure()
        {
            Train = Math.Min(Train, Timing.Fastest(_workload.Train!));
            Infer = Math.Min(Infer, Timing.Fastest(_workload.Predict));
        }
    }
}
