using System.Diagnostics;

namespace RnnGen;

/// <summary>The loop behind <c>Fit</c>: epochs, batches, validation, callbacks.</summary>
internal sealed class TrainingLoop<TInput, TTarget>(
    Model<TInput, TTarget> model,
    BatchSource<TInput, TTarget> source,
    Optimizer optimizer,
    int epochs,
    Dataset<TInput, TTarget>? validationData,
    Callback[] callbacks,
    CancellationToken cancellationToken)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly TrainingRun _run = new(model, optimizer, epochs, source.Steps)
    {
        Recorded = RunningMetrics.NamesOf(model.Description, validationData is not null),
    };

    private readonly RunningMetrics _training = new(model.Description);
    private readonly RunningMetrics _validation = new(model.Description);
    private readonly Logs _logs = new();
    private readonly Checkpoint[] _checkpoints = [.. callbacks.OfType<Checkpoint>()];
    private History _history = new();

    public History Run()
    {
        try
        {
            foreach (Callback callback in callbacks)
                callback.Attach(_run);
            foreach (Callback callback in callbacks)
                callback.Check();
            return RunEpochs();
        }
        finally
        {
            _run.End();
        }
    }

    private History RunEpochs()
    {
        long start = Stopwatch.GetTimestamp(), steps = optimizer.Iterations;
        (TrainingProgress? resumed, Checkpoint? from) = Resume();
        foreach (Callback callback in callbacks)
            callback.OnTrainBegin();
        resumed?.RestoreCallbacks(callbacks);

        // An epoch that is under way is completed, also when it has been stopped and then cancelled in its validation.
        bool underway = resumed is { Batch: > 0 };
        for (int epoch = resumed?.Epoch ?? 0; epoch < epochs && (underway || !_run.StopTraining); epoch++, underway = false)
        {
            if (!RunEpoch(epoch, underway ? from : null))
            {
                _history.Cancelled = true;
                break;
            }
        }

        // Not where nothing was trained: the weights may be others than those that were averaged.
        if (resumed is not null || optimizer.Iterations > steps)
            optimizer.OverwriteWithAverages();
        foreach (Callback callback in callbacks)
            callback.OnTrainEnd();
        _history.TrainingTime = Stopwatch.GetElapsedTime(start);
        return _history;
    }

    /// <summary>Goes on from the first of the files that is there.</summary>
    private (TrainingProgress? Progress, Checkpoint? From) Resume()
    {
        foreach (Checkpoint checkpoint in _checkpoints)
            checkpoint.Resumed = false;
        if (Array.Find(_checkpoints, checkpoint => checkpoint.Resume && File.Exists(checkpoint.Path)) is not { } from)
            return (null, null);

        TrainingProgress progress = Load(from);
        from.Resumed = true;
        _history = progress.History;
        _run.StopTraining = progress.Stopped;
        source.Skip((long)progress.Epoch * progress.Batches + progress.Batch);
        return (progress, from);
    }

    private TrainingProgress Load(Checkpoint from) => model.ReadCheckpoint("Fit", from.Path, optimizer, file =>
    {
        var progress = TrainingProgress.From(file, callbacks, model.WeightCount);
        return progress.Batch == 0 || progress.Batches == source.Steps
            ? progress
            : throw new InvalidDataException(
                $"it was saved after {progress.Batch} of the {progress.Batches} batches of an epoch, but now an epoch has {source.Steps}");
    });

    /// <summary>Runs an epoch, or what is left of it; false if it was cancelled before it was complete.</summary>
    private bool RunEpoch(int epoch, Checkpoint? from)
    {
        if (cancellationToken.IsCancellationRequested)
            return false;

        _training.Reset();
        _logs.Clear();
        foreach (Callback callback in callbacks)
            callback.OnEpochBegin(epoch);

        // Once more: callbacks may have reset states or the learning rate, as they do at the start of an epoch.
        TrainingProgress? resumed = from is null ? null : Load(from);
        if (resumed is not null)
        {
            _training.Sums = resumed.Sums;
            _training.WriteTo(_logs, "accuracy", "loss");
        }

        // This epoch's order is drawn again when it is resumed.
        long shuffledEpochs = model.ShuffledEpochs;
        source.StartEpoch();
        if (!RunSteps(epoch, resumed?.Batch ?? 0, shuffledEpochs) || !Validate(epoch, shuffledEpochs))
            return false;

        try
        {
            foreach (Callback callback in callbacks)
                callback.OnEpochEnd(epoch, _logs);
        }
        finally
        {
            foreach (Callback callback in callbacks)
                callback.Release();
        }

        _history.Add(epoch, _logs);
        Save(epoch + 1, batch: 0, model.ShuffledEpochs);
        return true;
    }

    /// <summary>Trains on the batches from the first one on; false if that was cancelled, which is saved.</summary>
    private bool RunSteps(int epoch, int first, long shuffledEpochs)
    {
        for (int step = first; step < source.Steps; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                if (step > 0)
                    Save(epoch, step, shuffledEpochs);
                return false;
            }

            RunStep(step);

            // Not before the step: an epoch that has begun has a batch, and so a loss, though another thread stops it now.
            if (_run.StopTraining)
                break;

            // The epoch's end is saved when it is complete.
            if (step + 1 < source.Steps)
                Save(epoch, step + 1, shuffledEpochs, ifDue: true);
        }

        return true;
    }

    /// <summary>Evaluates the validation data, if there are any; false if that was cancelled, which is saved where it can be.</summary>
    private bool Validate(int epoch, long shuffledEpochs)
    {
        if (validationData is null)
            return true;
        if (Evaluate(validationData))
        {
            _validation.WriteTo(_logs, "val_accuracy", "val_loss");
            return true;
        }

        // A stateful model's validation has already changed the states.
        if (!model.Description.Stateful)
            Save(epoch, source.Steps, shuffledEpochs);
        return false;
    }

    private bool Evaluate(Dataset<TInput, TTarget> data)
    {
        try
        {
            foreach (Callback callback in callbacks)
                callback.OnTestBegin();
            bool completed = model.EvaluateBatches(data, _validation, cancellationToken);
            foreach (Callback callback in callbacks)
                callback.OnTestEnd();
            return completed;
        }
        finally
        {
            foreach (Callback callback in callbacks)
                callback.Release();
        }
    }

    private void RunStep(int step)
    {
        Batch<TInput, TTarget> batch = source.Get(step);
        model.TrainStep(batch.X, batch.Y, batch.Rows, optimizer, _training);
        _training.WriteTo(_logs, "accuracy", "loss");
        foreach (Callback callback in callbacks)
            callback.OnBatchEnd(step, _logs);
    }

    private void Save(int epoch, int batch, long shuffledEpochs, bool ifDue = false)
    {
        if (_run.Diverged)
            return;
        foreach (Checkpoint checkpoint in _checkpoints)
        {
            if (ifDue && !checkpoint.IsDue(batch))
                continue;
            var progress = new TrainingProgress
            {
                Epoch = epoch,
                Batch = batch,
                Batches = source.Steps,
                Stopped = _run.StopTraining,
                Sums = _training.Sums,
                History = _history,
                Callbacks = TrainingProgress.StatesOf(callbacks),
            };
            model.WriteCheckpoint(checkpoint.Path, optimizer, shuffledEpochs, progress);
        }
    }
}
