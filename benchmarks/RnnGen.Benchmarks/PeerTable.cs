namespace RnnGen.Benchmarks;

/// <summary>
/// The command <c>peers [W2 W3 …] [--rounds 5] --pytorch COMMAND --onednn COMMAND --onnxruntime COMMAND</c>, which
/// <c>benchmarks/peers/run</c> calls: the Fused models and other libraries side by side. Each peer is a program that reads the
/// name of a workload and answers with its times; all take turns, workload by workload, round by round.
/// </summary>
internal static class PeerTable
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new Options(arguments, "--rounds", "--pytorch", "--onednn", "--onnxruntime");
        int rounds = options.Count("--rounds", 5);
        using var pytorch = new Peer("PyTorch", options["--pytorch"]);
        using var onednn = new Peer("oneDNN", options["--onednn"]);
        using var onnxruntime = new Peer("ONNX Runtime", options["--onnxruntime"]);
        Peer[] peers = [pytorch, onednn, onnxruntime];

        WorkloadEntry[] entries = [.. WorkloadList.Select(options.Words).Where(entry => entry is { Trains: true, HasPeers: true })];
        var peaks = new List<double>();
        var table = new MarkdownTable(
            "ms", "RnnGen train", "of peak", "infer", "of peak", "PyTorch train", "infer",
            "oneDNN recurrent layers", "with reorders", "ONNX Runtime infer");
        var ratios = new List<(string Id, double? Train, double? Layers, double? Reordered, double? Infer, double? OnnxInfer)>();
        var times = new List<Times>();
        foreach (WorkloadEntry entry in entries)
        {
            Console.Error.WriteLine($"{entry.Id}: {entry.Text}");
            peaks.Add(FmaPeak.Measure());
            times.Add(Measure(entry, peers, rounds));
        }

        double peak = peaks.Max();
        foreach ((WorkloadEntry entry, Times time) in entries.Zip(times))
        {
            double? torchTrain = time.Of(pytorch, "train"), torchInfer = time.Of(pytorch, "infer");
            double? layers = time.Of(onednn, "layers"), reordered = time.Of(onednn, "train"), onnxInfer = time.Of(onnxruntime, "infer");
            table.Add(
                entry.Id,
                MarkdownTable.Number(time.Train * 1e3), MarkdownTable.Percent(time.TrainingFlops / time.Train / peak),
                MarkdownTable.Number(time.Infer * 1e3), MarkdownTable.Percent(time.ForwardFlops / time.Infer / peak),
                MarkdownTable.Number(torchTrain * 1e3), MarkdownTable.Number(torchInfer * 1e3),
                MarkdownTable.Number(layers * 1e3), MarkdownTable.Number(reordered * 1e3), MarkdownTable.Number(onnxInfer * 1e3));
            ratios.Add((entry.Id, torchTrain / time.Train, layers / time.Train, reordered / time.Train, torchInfer / time.Infer, onnxInfer / time.Infer));
        }

        Console.WriteLine($"FMA peak {MarkdownTable.Number(peak / 1e9)} GFLOP/s ({FmaPeak.Bits}-bit vectors, one core); one thread; medians of {rounds} interleaved rounds.");
        foreach (Peer peer in peers)
            Console.WriteLine($"{peer.Name}: {peer.Version}");
        Console.WriteLine();
        table.Write(Console.Out);
        Console.WriteLine();

        var ratioTable = new MarkdownTable(["peer's time ÷ RnnGen's", .. ratios.Select(ratio => ratio.Id)]);
        ratioTable.Add(["training step, PyTorch", .. ratios.Select(ratio => MarkdownTable.Number(ratio.Train))]);
        ratioTable.Add(["oneDNN, recurrent layers alone ÷ whole step", .. ratios.Select(ratio => MarkdownTable.Number(ratio.Layers))]);
        ratioTable.Add(["… with its weights reordered each step", .. ratios.Select(ratio => MarkdownTable.Number(ratio.Reordered))]);
        ratioTable.Add(["inference, ONNX Runtime", .. ratios.Select(ratio => MarkdownTable.Number(ratio.OnnxInfer))]);
        ratioTable.Add(["inference, PyTorch", .. ratios.Select(ratio => MarkdownTable.Number(ratio.Infer))]);
        ratioTable.Write(Console.Out);
        return 0;
    }

    private static Times Measure(WorkloadEntry entry, IReadOnlyList<Peer> peers, int rounds)
    {
        // As the peers.
        RnnGenOptions.Threads = 1;
        Workload workload = entry.Create(CodeStyle.Fused);
        Timing.WarmUp(workload.Train!);
        Timing.WarmUp(workload.Predict);
        var train = new List<double>();
        var infer = new List<double>();
        var answers = peers.ToDictionary(peer => peer, _ => new List<IReadOnlyDictionary<string, double>>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (Peer peer in peers)
            {
                train.Add(Timing.Median(workload.Train!));
                infer.Add(Timing.Median(workload.Predict));
                answers[peer].Add(peer.Measure(entry.Id));
            }
        }

        return new Times(Timing.Median(train), Timing.Median(infer), workload.TrainingFlops, workload.ForwardFlops, answers);
    }

    private sealed record Times(
        double Train, double Infer, double TrainingFlops, double ForwardFlops, Dictionary<Peer, List<IReadOnlyDictionary<string, double>>> Answers)
    {
        /// <summary>The median of the rounds in seconds; null where the peer does not compute this.</summary>
        public double? Of(Peer peer, string what)
        {
            double[] found = [.. Answers[peer].Where(answer => answer.ContainsKey(what)).Select(answer => answer[what])];
            return found.Length == 0 ? null : Timing.Median(found);
        }
    }
}
