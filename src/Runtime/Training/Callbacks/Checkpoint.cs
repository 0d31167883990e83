namespace RnnGen;

/// <summary>
/// Saves the training to a file while <c>Fit</c> runs, and resumes it from there: run the same program again after it was
/// stopped, by whatever, and it ends with the same weights and the same history, bit for bit, as if it had never been stopped
/// (Keras: <c>BackupAndRestore</c>).
/// </summary>
/// <remarks>
/// <code>
/// model.Fit(train, new Adam(), epochs: 20, callbacks: [new Checkpoint("run.ckpt")]);
/// </code>
/// The file holds weights, the optimizer's state and learning rate, the random state of dropout and shuffling, the states
/// of stateful layers, how far training has come, and the history. It is written to a temporary name, flushed to the disk and
/// moved, so it is whole at any instant. It also holds what <see cref="EarlyStopping"/>, <see cref="ReduceLROnPlateau"/> and
/// <see cref="ModelCheckpoint"/> have counted and put aside; callbacks of your own keep their state to themselves. What a callback
/// has ended with <see cref="Callback.StopTraining"/> stays ended; what was cancelled goes on.
/// </remarks>
public sealed class Checkpoint : Callback
{
    /// <summary>Makes the callback.</summary>
    /// <param name="path">
    /// The file, a .safetensors file whatever its name. It stays when training has ended. Its folder is made if it is not there.
    /// </param>
    /// <param name="everyBatches">
    /// Saves after so many batches of an epoch too; 0: only after each epoch, and when training is cancelled.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty, or the number is negative.</exception>
    public Checkpoint(string path, int everyBatches = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(everyBatches);
        Path = System.IO.Path.GetFullPath(path);
        EveryBatches = everyBatches;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Number of batches of an epoch after which training is saved too; 0 for none.</summary>
    public int EveryBatches { get; }

    /// <summary>
    /// Whether <c>Fit</c> goes on from the file if it is there: then <c>epochs</c> counts those of the file too, and a training
    /// that was complete returns its history at once. False: training starts anew and replaces the file. Default: true.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>Whether the last <c>Fit</c> with this callback went on from the file.</summary>
    public bool Resumed { get; internal set; }

    /// <inheritdoc/>
    public override void OnTrainBegin() => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>Whether training is to be saved after so many batches of an epoch.</summary>
    internal bool IsDue(int batches) => EveryBatches > 0 && batches % EveryBatches == 0;
}
