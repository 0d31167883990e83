using System.Text.Json;

namespace RnnGen.Benchmarks;

/// <summary>
/// The command <c>workloads [W2 W3 …] [--rounds 5] [--json FILE]</c>: all workloads in both styles in a minute or two, as one
/// table. The styles take turns, so that a disturbance hits both.
/// </summary>
internal static class WorkloadTable
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new Options(arguments, "--rounds", "--json");
        int rounds = options.Count("--rounds", 5);
        var table = new MarkdownTable(
            "workload", "train ms", "GFLOP/s", "of peak", "1 ÷ 2 threads", "Textbook ÷ Fused", "optimizer ms", "infer ms", "GFLOP/s", "of peak", "1 ÷ 2 threads", "Textbook ÷ Fused");
        var peaks = new List<double>();
        var rows = new List<(WorkloadEntry Entry, Times Fused, Times Threads, Times Textbook)>();
        using TextWriter? json = options["--json"] is string path ? new StreamWriter(path) : null;
        foreach (WorkloadEntry entry in WorkloadList.Select(options.Words))
        {
            peaks.Add(FmaPeak.Measure());
            Console.Error.WriteLine($"{entry.Id}: {entry.Text}");
            var fused = new Times(entry, CodeStyle.Fused);
            var threads = new Times(entry, CodeStyle.Fused, threads: 2);
            var textbook = new Times(entry, CodeStyle.Textbook);
            for (int round = 0; round < rounds; round++)
            {
                fused.Measure();
                threads.Measure();
                textbook.Measure();
            }

            rows.Add((entry, fused, threads, textbook));
        }

        double peak = peaks.Max();
        foreach ((WorkloadEntry entry, Times fused, Times threads, Times textbook) in rows)
        {
            double? train = fused.Train, infer = fused.Infer;
            double? trainSpeed = fused.Workload.TrainingFlops / train, inferSpeed = fused.Workload.ForwardFlops / infer;
            table.Add(
                $"{entry.Id} {entry.Text}",
                MarkdownTable.Number(train * 1e3), MarkdownTable.Number(trainSpeed / 1e9), MarkdownTable.Percent(trainSpeed / peak), MarkdownTable.Number(train / threads.Train), MarkdownTable.Number(textbook.Train / train),
                MarkdownTable.Number(fused.Optimizer * 1e3),
                MarkdownTable.Number(infer * 1e3), MarkdownTable.Number(inferSpeed / 1e9), MarkdownTable.Percent(inferSpeed / peak), MarkdownTable.Number(infer / threads.Infer), MarkdownTable.Number(textbook.Infer / infer));
            foreach (Times times in new[] { fused, threads, textbook })
            {
                json?.WriteLine(JsonSerializer.Serialize(new
                {
                    workload = entry.Id,
                    style = times == textbook ? "Textbook" : "Fused",
                    threads = times.Threads,
                    trainMs = times.Train * 1e3,
                    inferMs = times.Infer * 1e3,
                    optimizerMs = times.Optimizer * 1e3,
                    trainingFlops = times.Workload.TrainingFlops,
                    forwardFlops = times.Workload.ForwardFlops,
                    peakFlops = peak,
                }));
            }
        }

        Console.WriteLine($"FMA peak {MarkdownTable.Number(peak / 1e9)} GFLOP/s ({FmaPeak.Bits}-bit vectors, one core); one thread unless it says two; medians of {rounds} interleaved rounds.");
        Console.WriteLine();
        table.Write(Console.Out);
        return 0;
    }

    /// <summary>What was measured of a workload in one style.</summary>
    private sealed class Times
    {
        private readonly List<double> _train = [], _infer = [], _optimizer = [];

        public Times(WorkloadEntry entry, CodeStyle style, int threads = 1)
        {
            RnnGenOptions.Threads = Threads = threads;
            Workload = entry.Create(style);
            foreach (Action action in new[] { Workload.Train, Workload.Predict }.OfType<Action>())
                Timing.WarmUp(action);
        }

        public Workload Workload { get; }

        /// <summary>Threads that compute a batch together.</summary>
        public int Threads { get; }

        public double? Train => MedianOf(_train);

        public double? Infer => MedianOf(_infer);

        public double? Optimizer => MedianOf(_optimizer);

        public void Measure()
        {
            RnnGenOptions.Threads = Threads;
            if (Workload.Train is not null)
                _train.Add(Timing.Median(Workload.Train));
            _infer.Add(Timing.Median(Workload.Predict, 0.1));
            if (Workload.Optimize is not null)
                _optimizer.Add(Timing.Median(Workload.Optimize, 0.02));
        }

        private static double? MedianOf(List<double> values) => values.Count == 0 ? null : Timing.Median(values);
    }
}
