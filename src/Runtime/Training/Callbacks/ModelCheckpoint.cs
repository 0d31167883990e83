using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnGen;

/// <summary>
/// Saves the model's weights after each epoch, or after each that is the best so far (Keras: <c>ModelCheckpoint</c> with
/// <c>save_weights_only</c>). <c>LoadWeights</c> reads them. To resume a training there is <see cref="Checkpoint"/>.
/// </summary>
/// <remarks>
/// <code>
/// new ModelCheckpoint("best.safetensors", saveBestOnly: true)
/// new ModelCheckpoint("epoch-{epoch:00}-{val_loss:F3}.safetensors")
/// </code>
/// </remarks>
public sealed partial class ModelCheckpoint : MonitorCallback
{
    /// <summary>Makes the callback.</summary>
    /// <param name="path">
    /// The file. <c>{epoch}</c>, from 1, and the names of the history in braces become their values, with a .NET format after a
    /// colon. A file that is there is replaced once the new one is whole and on the disk.
    /// </param>
    /// <param name="monitor">The name to watch if only the best epochs are saved.</param>
    /// <param name="saveBestOnly">Whether an epoch is saved only if it is better than all before.</param>
    /// <param name="mode">Which values are better.</param>
    /// <param name="initialValueThreshold">A value that the first saved epoch must be better than; null for none.</param>
    /// <exception cref="ArgumentException">
    /// The path is empty, or it is not known which values of the name are better.
    /// </exception>
    public ModelCheckpoint(
        string path,
        string monitor = "val_loss",
        bool saveBestOnly = false,
        MonitorMode mode = MonitorMode.Auto,
        double? initialValueThreshold = null)
        : base(monitor, mode, minDelta: 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (Path, SaveBestOnly, InitialValueThreshold) = (path, saveBestOnly, initialValueThreshold);
    }

    /// <summary>The file, or the pattern of its name.</summary>
    public string Path { get; }

    /// <summary>Whether an epoch is saved only if it is better than all before.</summary>
    public bool SaveBestOnly { get; }

    /// <summary>A value that the first saved epoch must be better than; null for none.</summary>
    public double? InitialValueThreshold { get; }

    internal override CallbackState? State
    {
        get => new([Best], []);
        set => Best = value!.Numbers[0];
    }

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        if (SaveBestOnly)
            base.OnTrainBegin();
        Best = InitialValueThreshold ?? Worst;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (SaveBestOnly)
        {
            if (!IsBetter(logs[Monitor], Best))
                return;
            Best = logs[Monitor];
        }

        Model.SaveWeights(Names().Replace(Path, name => Value(name, epoch, logs)));
    }

    private static string Value(Match name, int epoch, Logs logs)
    {
        string key = name.Groups["name"].Value, format = name.Groups["format"].Value;
        return key == "epoch"
            ? (epoch + 1).ToString(format, CultureInfo.InvariantCulture)
            : logs[key].ToString(format, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^{}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
