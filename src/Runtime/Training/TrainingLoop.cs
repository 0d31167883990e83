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
    private readonly TrainingRun _run = new(model, epochs, source.Steps);
    private readonly RunningMetrics _training = new(model.Description);
    private readonly RunningMetrics _validation = new(model.Description);
    private readonly Logs _logs = new();
    private readonly History _history = new();

    public History Run()
    {
        long start = Stopwatch.GetTimestamp();
        foreach (Callback callback in callbacks)
            callback.Attach(_run);
        foreach (Callback callback in callbacks)
            callback.OnTrainBegin();

        for (int epoch = 0; epoch < epochs && !_run.StopTraining; epoch++)
        {
            if (!RunEpoch(epoch))
            {
                _history.Cancelled = true;
                break;
            }
        }

        foreach (Callback callback in callbacks)
            callback.OnTrainEnd();
        _history.TrainingTime = Stopwatch.GetElapsedTime(start);
        return _history;
    }

    /// <summary>Runs an epoch; false if it was cancelled before it was complete.</summary>
    private bool RunEpoch(int epoch)
    {
        if (cancellationToken.IsCancellationRequested)
            return false;

        _training.Reset();
        _logs.Clear();
        source.StartEpoch();
        foreach (Callback callback in callbacks)
            callback.OnEpochBegin(epoch);

        for (int step = 0; step < source.Steps && !_run.StopTraining; step++)
        {
            if (cancellationToken.IsCancellationRequested)
                return false;

            RunStep(step);
        }

        if (validationData is not null)
        {
            if (!model.EvaluateBatches(validationData, _validation, cancellationToken))
                return false;
            _validation.WriteTo(_logs, "val_accuracy", "val_loss");
        }

        foreach (Callback callback in callbacks)
            callback.OnEpochEnd(epoch, _logs);
        _history.Add(epoch, _logs);
        return true;
    }

    private void RunStep(int step)
    {
        Batch<TInput, TTarget> batch = source.Get(step);
        model.TrainStep(batch.X, batch.Y, batch.Rows, optimizer, _training);
        _training.WriteTo(_logs, "accuracy", "loss");
        foreach (Callback callback in callbacks)
            callback.OnBatchEnd(step, _logs);
    }
}
