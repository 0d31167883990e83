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
public sealed class ModelCheckpoint : MonitorCallback
{
    private readonly FilePattern _files;

    /// <summary>Makes the callback.</summary>
    /// <param name="path">
    /// The file. <c>{epoch}</c>, from 1, and the names of the history in braces become their values, with a .NET format after a
    /// colon. A file that is there is replaced once the new one is whole and on the disk; its folder is made if it is not there.
    /// </param>
    /// <param name="monitor">The name to watch if only the best epochs are saved.</param>
    /// <param name="saveBestOnly">
    /// Whether an epoch is saved only if it is better than all before, those of an earlier <c>Fit</c> with this callback included.
    /// </param>
    /// <param name="mode">Which values are better.</param>
    /// <param name="initialValueThreshold">A value that the first saved epoch must be better than; null for none.</param>
    /// <exception cref="ArgumentException">
    /// The path is empty, ends as a file of another format does, or has braces that are no name and format; or it is not known which
    /// values of the monitored name are better.
    /// </exception>
    public ModelCheckpoint(
        string path,
        string monitor = "val_loss",
        bool saveBestOnly = false,
        MonitorMode mode = MonitorMode.Auto,
        double? initialValueThreshold = null)
        : base(monitor, mode, minDelta: 0)
    {
        Model.CheckName(path);
        CheckNumber(initialValueThreshold, nameof(initialValueThreshold));
        _files = new FilePattern(path);
        (Path, SaveBestOnly, InitialValueThreshold) = (path, saveBestOnly, initialValueThreshold);
        Best = initialValueThreshold ?? Worst;
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
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (Run.Diverged)
            return;
        if (SaveBestOnly)
        {
            double value = ValueIn(logs);
            if (!IsBetter(value, Best))
                return;
            Best = value;
        }

        string file = System.IO.Path.GetFullPath(_files.At(epoch, logs));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        Model.SaveWeights(file);
    }

    internal override void Check()
    {
        if (SaveBestOnly)
            base.Check();
        if (_files.Names.FirstOrDefault(IsMissing) is string name)
            throw new InvalidOperationException($"ModelCheckpoint: {{{name}}} in \"{Path}\" is not recorded by this Fit. {Advice(name)}");
        if (Directory.Exists(Path))
            throw new IOException($"ModelCheckpoint: \"{Path}\" is a folder, where a file is wanted.");
    }
}
