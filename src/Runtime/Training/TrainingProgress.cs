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
    }

    /// <summary>Reads it from a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The checkpoint does not hold it.</exception>
    public static TrainingProgress From(CheckpointFile file)
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
        };
    }

    private static int Count(CheckpointFile file, string key) => file.Integer(key) is >= 0 and <= int.MaxValue and long count
        ? (int)count
        : throw new InvalidDataException($"its {key} is {file.Text(key)}");
}
