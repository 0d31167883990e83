using System.Globalization;
using RnnGen.IO;

namespace RnnGen;

/// <summary>How far <c>Fit</c> has come, as a checkpoint keeps it.</summary>
internal sealed record TrainingProgress
{
    private const string EpochKey = "rnngen.fit.epoch";
    private const string BatchKey = "rnngen.fit.batch";
    private const string BatchesKey = "rnngen.fit.batches";
    private const string StoppedKey = "rnngen.fit.stopped";
    private const string SumsName = FileNames.CheckpointPrefix + "metrics";
    private const string HistoryPrefix = FileNames.CheckpointPrefix + "history.";
    private const string CallbackPrefix = FileNames.CheckpointPrefix + "callback.";
    private const string WeightsSuffix = ".weights";

    /// <summary>Epochs that are complete.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batches done of the next epoch, all when it lacks its validation; 0 between epochs.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches of an epoch.</summary>
    public required int Batches { get; init; }

    /// <summary>Whether a callback has ended the training.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Loss and accuracy of the batches done: <see cref="RunningMetrics.Sums"/>.</summary>
    public required double[] Sums { get; init; }

    /// <summary>The epochs that are complete.</summary>
    public required History History { get; init; }

    /// <summary>What the callbacks keep, by a name for each.</summary>
    public required IReadOnlyDictionary<string, CallbackState> Callbacks { get; init; }

    /// <summary>What these callbacks keep.</summary>
    public static IReadOnlyDictionary<string, CallbackState> StatesOf(IEnumerable<Callback> callbacks) => Named(callbacks)
        .Select(named => (named.Name, named.Callback.State))
        .Where(kept => kept.State is not null)
        .ToDictionary(kept => kept.Name, kept => kept.State!);

    /// <summary>Gives callbacks back what they keep; those that the checkpoint does not know begin anew.</summary>
    public void RestoreCallbacks(IEnumerable<Callback> callbacks)
    {
        foreach ((string name, Callback callback) in Named(callbacks))
        {
            if (Callbacks.TryGetValue(name, out CallbackState? state))
                callback.State = state;
        }
    }

    /// <summary>Adds it to a checkpoint.</summary>
    public void AddTo(SafeTensorsWriter writer)
    {
        writer.AddMetadata(EpochKey, Epoch.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(BatchKey, Batch.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(BatchesKey, Batches.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(StoppedKey, Stopped ? "true" : "false");
        writer.Add(SumsName, Sums);
        foreach ((string name, IReadOnlyList<double> values) in History)
            writer.Add(HistoryPrefix + name, [.. values]);
        foreach ((string name, CallbackState state) in Callbacks)
        {
            writer.Add(CallbackPrefix + name, state.Numbers);
            if (state.Weights.Length > 0)
                writer.Add(CallbackPrefix + name + WeightsSuffix, [state.Weights.Length], () => state.Weights);
        }
    }

    /// <summary>Reads it from a checkpoint.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="callbacks">Those of this training.</param>
    /// <param name="weights">Number of all weights of the model.</param>
    /// <exception cref="InvalidDataException">The checkpoint does not hold it.</exception>
    public static TrainingProgress From(CheckpointFile file, IEnumerable<Callback> callbacks, int weights)
    {
        file.Text(EpochKey, "it does not say how far Fit has come: SaveCheckpoint wrote it, and LoadCheckpoint reads it");
        int epoch = Count(file, EpochKey);
        var history = file.Tensors.Values
            .Where(tensor => tensor.Name.StartsWith(HistoryPrefix, StringComparison.Ordinal))
            .OrderBy(tensor => tensor.Begin)
            .Select(tensor => (tensor.Name[HistoryPrefix.Length..], file.Doubles(tensor.Name)));
        double[] sums = file.Doubles(SumsName);
        if (sums.Length != 4)
            throw new InvalidDataException($"tensor '{SumsName}' has {sums.Length} values, wanted 4");
        return new TrainingProgress
        {
            Epoch = epoch,
            Batch = Count(file, BatchKey),
            Batches = Count(file, BatchesKey),
            Stopped = file.Text(StoppedKey) == "true",
            Sums = sums,
            History = new History(epoch, [.. history]),
            Callbacks = Named(callbacks)
                .Where(named => named.Callback.State is not null && file.Has(CallbackPrefix + named.Name))
                .ToDictionary(
                    named => named.Name,
                    named => StateFrom(file, CallbackPrefix + named.Name, named.Callback.State!.Numbers.Length, weights)),
        };
    }

    private static CallbackState StateFrom(CheckpointFile file, string tensor, int count, int weights)
    {
        double[] numbers = file.Doubles(tensor);
        if (numbers.Length != count)
            throw new InvalidDataException($"tensor '{tensor}' has {numbers.Length} values, wanted {count}");
        if (!file.Has(tensor + WeightsSuffix))
            return new CallbackState(numbers, []);
        float[] values = new float[weights];
        file.Tensor(tensor + WeightsSuffix, [weights]).CopyTo(values);
        return new CallbackState(numbers, values);
    }

    /// <summary>Callbacks that watch the same are told apart by their order.</summary>
    private static IEnumerable<(string Name, Callback Callback)> Named(IEnumerable<Callback> callbacks) =>
        from kind in callbacks.GroupBy(callback => callback.StateName)
        from numbered in kind.Select((callback, index) => (string.Create(CultureInfo.InvariantCulture, $"{kind.Key}.{index}"), callback))
        select numbered;

    private static int Count(CheckpointFile file, string key) => file.Integer(key) is >= 0 and <= int.MaxValue and long count
        ? (int)count
        : throw new InvalidDataException($"its {key} is {file.Text(key)}");
}
