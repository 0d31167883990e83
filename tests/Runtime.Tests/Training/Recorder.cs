namespace RnnGen.Runtime.Tests;

/// <summary>Writes down what it is told, and does something at each batch.</summary>
internal sealed class Recorder(Action<Recorder, int, int>? onBatch = null) : Callback
{
    private int _epoch;

    public List<string> Events { get; } = [];

    public override void OnTrainBegin() => Events.Add($"train begin {Epochs}x{Steps}");

    public override void OnTrainEnd() => Events.Add("train end");

    public override void OnEpochBegin(int epoch)
    {
        _epoch = epoch;
        Events.Add($"epoch {epoch} begin");
    }

    public override void OnEpochEnd(int epoch, Logs logs) => Events.Add($"epoch {epoch} end {Text(logs)}");

    public override void OnBatchEnd(int batch, Logs logs)
    {
        Events.Add($"batch {batch} {Text(logs)}");
        onBatch?.Invoke(this, _epoch, batch);
    }

    private static string Text(Logs logs)
        => string.Join(' ', logs.Select(log => FormattableString.Invariant($"{log.Key}={log.Value}")));
}
