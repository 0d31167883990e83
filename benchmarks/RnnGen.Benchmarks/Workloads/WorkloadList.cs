namespace RnnGen.Benchmarks;

/// <summary>A row of the workload table.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Text">What is computed.</param>
/// <param name="Create">Makes the model in a style, with data.</param>
/// <param name="Trains">False where only inference is measured.</param>
/// <param name="HasPeers">False where the programs of other libraries do not know it.</param>
internal sealed record WorkloadEntry(string Id, string Text, Func<CodeStyle, Workload> Create, bool Trains = true, bool HasPeers = true);

/// <summary>The workloads: the networks of the lecture notes that the project starts from, and some that are harder to do fast.</summary>
internal static class WorkloadList
{
    public static readonly IReadOnlyList<WorkloadEntry> All =
    [
        Labels("W1", "SimpleRNN(64), Dense(10); 28×28, batch 32", () => new Fused.W1(), () => new Textbook.W1(), 10),
        Labels("W2", "LSTM(64), Dense(10); 28×28, batch 32", () => new Fused.W2(), () => new Textbook.W2(), 10),
        Labels("W3", "GRU(64), Dense(10); 28×28, batch 32", () => new Fused.W3(), () => new Textbook.W3(), 10),
        Labels("W4", "Bi(LSTM(64, seq)), Flatten, Dense(10); 28×28, batch 32", () => new Fused.W4(), () => new Textbook.W4(), 10),
        Labels("W5", "3 × Bi(LSTM(64, seq)), Flatten, Dense(10); 28×28, batch 32", () => new Fused.W5(), () => new Textbook.W5(), 10),
        Review("W6", "Embedding(10000, 32), LSTM(32), Dense(1); 500 tokens, batch 128", Token),
        Review("W6t", "W6 with tokens as frequent as the words of a text", Word) with { HasPeers = false },
        Topics("W7", "Embedding(10000, 256), GRU(256, seq), GRU(128), Dense(46); 300 tokens, batch 32", Token),
        Topics("W7t", "W7 with tokens as frequent as the words of a text", Word) with { HasPeers = false },
        Labels("W8", "stateful LSTM(128), Dense(12); 4×1, batch 1", () => new Fused.W8(), () => new Textbook.W8(), 12),
        Step("W9a", "one step of LSTM(64) on 28 features",
            () => { var model = new Fused.W9Lstm64(); Fused.W9Lstm64.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); },
            () => { var model = new Textbook.W9Lstm64(); Textbook.W9Lstm64.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); }),
        Step("W9b", "one step of LSTM(128) on 1 feature",
            () => { var model = new Fused.W9Lstm128(); Fused.W9Lstm128.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); },
            () => { var model = new Textbook.W9Lstm128(); Textbook.W9Lstm128.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); }),
        Step("W9c", "one step of GRU(8) on 1 feature, Dense(1)",
            () => { var model = new Fused.W9Gru8(); Fused.W9Gru8.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); },
            () => { var model = new Textbook.W9Gru8(); Textbook.W9Gru8.StreamState state = default; return Stream(model, (x, y) => model.Step(x, ref state, y)); }),
        new("W10", "SimpleRNN(200), Dense(1); 50×1, batch 16", style => Workload.Training(
            style == CodeStyle.Fused ? new Fused.W10() : (Model<float, float>)new Textbook.W10(), new Adam(), Value, random => random.NextSingle())),
    ];

    /// <summary>The workloads with the given names, all of them if none is given.</summary>
    /// <exception cref="ArgumentException">There is no workload of a name.</exception>
    public static IReadOnlyList<WorkloadEntry> Select(IReadOnlyCollection<string> ids)
    {
        string[] unknown = [.. ids.Where(id => All.All(entry => entry.Id != id))];
        return unknown.Length > 0
            ? throw new ArgumentException($"There is no workload {unknown[0]}; there are {string.Join(", ", All.Select(entry => entry.Id))}.")
            : [.. All.Where(entry => ids.Count == 0 || ids.Contains(entry.Id))];
    }

    private static WorkloadEntry Labels(string id, string text, Func<Model<float, int>> fused, Func<Model<float, int>> textbook, int classes) =>
        new(id, text, style => Workload.Training(style == CodeStyle.Fused ? fused() : textbook(), new Adam(), Value, random => random.Next(classes)));

    private static WorkloadEntry Review(string id, string text, Func<Random, int> token) => new(id, text, style => Workload.Training(
        style == CodeStyle.Fused ? new Fused.W6() : (Model<int, float>)new Textbook.W6(), new RMSprop(), token, random => random.Next(2)));

    private static WorkloadEntry Topics(string id, string text, Func<Random, int> token) => new(id, text, style => Workload.Training(
        style == CodeStyle.Fused ? new Fused.W7() : (Model<int, int>)new Textbook.W7(), new Adam(), token, random => random.Next(46)));

    private static WorkloadEntry Step(string id, string text, Func<Workload> fused, Func<Workload> textbook) =>
        new(id, text, style => style == CodeStyle.Fused ? fused() : textbook(), Trains: false);

    private static Workload Stream(Model<float> model, Action<float[], float[]> step) => Workload.Stream(model, step, Value);

    private static float Value(Random random) => random.NextSingle() * 2 - 1;

    private static int Token(Random random) => random.Next(10000);

    /// <summary>The n-th most frequent word of a text is about n times as rare as the first (Zipf 1935).</summary>
    private static int Word(Random random) => (int)Math.Pow(10000, random.NextDouble()) - 1;
}
