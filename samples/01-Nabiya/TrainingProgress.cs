using System.Diagnostics;
using RnnGen;

namespace Nabiya;

/// <summary>
/// Tells how training goes. <c>Fit</c> calls it after each epoch; how the text gets on the screen is up to the caller.
/// </summary>
/// <param name="show">Receives the number of epochs done, and the text.</param>
internal sealed class TrainingProgress(Action<int, string> show) : Callback
{
    private readonly Stopwatch _clock = new();

    public override void OnTrainBegin() => _clock.Restart();

    public override void OnEpochEnd(int epoch, Logs logs)
    {
        int done = epoch + 1;
        TimeSpan left = _clock.Elapsed / done * (Epochs - done);
        string count = $"{done}/{Epochs}".PadLeft($"{Epochs}/{Epochs}".Length);
        show(done, $@"epoch {count}  loss {logs["loss"]:F4}  accuracy {logs["accuracy"],5:P0}  {left:m\:ss} left");
    }
}
