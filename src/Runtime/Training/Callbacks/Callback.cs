namespace RnnGen;

/// <summary>
/// What a caller wants to do while <c>Fit</c> trains: draw progress, change the learning rate, stop early. Derive from it
/// and override what is needed; epochs and batches are numbered from 0, as in Keras.
/// </summary>
public abstract class Callback
{
    private TrainingRun? _run;

    /// <summary>The model being trained.</summary>
    /// <exception cref="InvalidOperationException">Before the first <c>Fit</c> with this callback.</exception>
    public Model Model => Run.Model;

    /// <summary>The optimizer that trains it; its learning rate may be changed at any time.</summary>
    /// <exception cref="InvalidOperationException">Before the first <c>Fit</c> with this callback.</exception>
    public Optimizer Optimizer => Run.Optimizer;

    /// <summary>Number of epochs that <c>Fit</c> was asked for.</summary>
    /// <exception cref="InvalidOperationException">Before the first <c>Fit</c> with this callback.</exception>
    public int Epochs => Run.Epochs;

    /// <summary>Number of batches of an epoch.</summary>
    /// <exception cref="InvalidOperationException">Before the first <c>Fit</c> with this callback.</exception>
    public int Steps => Run.Steps;

    /// <summary>
    /// Set to true to end training after the current batch; at the beginning of an epoch, after its first. The epoch is then
    /// completed as if it had ended there: with validation, <see cref="OnEpochEnd"/> and an entry in the history (Keras:
    /// <c>model.stop_training</c>).
    /// </summary>
    /// <exception cref="InvalidOperationException">Before the first <c>Fit</c> with this callback.</exception>
    public bool StopTraining
    {
        get => Run.StopTraining;
        set => Run.StopTraining = value;
    }

    /// <summary>The training.</summary>
    private protected TrainingRun Run => _run
        ?? throw new InvalidOperationException($"{GetType().Name} is not in use: pass it to Fit first.");

    /// <summary>What a checkpoint keeps its <see cref="State"/> under: callbacks of one name watch the same.</summary>
    internal virtual string StateName => GetType().Name;

    /// <summary>What a checkpoint keeps of this callback between epochs; null for nothing. It is set when a training is resumed.</summary>
    internal virtual CallbackState? State
    {
        get => null;
        set { }
    }

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>After the last epoch, also when training was stopped or cancelled.</summary>
    public virtual void OnTrainEnd()
    {
    }

    /// <summary>Before an epoch.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation. Not called for an epoch that was cancelled.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    /// <param name="logs">Loss and accuracy of the epoch, and of the validation if there was one.</param>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>After each training batch.</summary>
    /// <param name="batch">Its number within the epoch, from 0.</param>
    /// <param name="logs">Running loss and accuracy of the epoch so far.</param>
    public virtual void OnBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before the validation of an epoch.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>After the validation of an epoch, also when it was cancelled.</summary>
    public virtual void OnTestEnd()
    {
    }

    /// <summary>Throws if it cannot do in this training what it is for; nothing has been changed yet.</summary>
    internal virtual void Check()
    {
    }

    /// <summary>
    /// After a validation, and after <see cref="OnEpochEnd"/> of all callbacks, also where one of them threw: puts back what it had
    /// changed for the time being.
    /// </summary>
    internal virtual void Release()
    {
    }

    /// <summary>Takes part in a training.</summary>
    /// <exception cref="InvalidOperationException">It takes part in another one, which has not ended.</exception>
    internal void Attach(TrainingRun run)
    {
        if (_run is { Ended: false })
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} is in use by another Fit: {_run.Model.Description.Name}.Fit. Make a new one for each.");
        }

        _run = run;
    }
}
