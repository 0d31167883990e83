using System.Globalization;

namespace RnnGen;

public abstract partial class Model<TInput, TTarget>
{
    /// <summary>Trains on a data set (Keras: <c>fit</c>).</summary>
    /// <param name="data">The rows. They are checked once, before training; during training nothing is allocated per step.</param>
    /// <param name="optimizer">The optimizer; its state belongs to this model from now on.</param>
    /// <param name="epochs">Passes over the data, positive.</param>
    /// <param name="batchSize">
    /// Rows of a step, 1 to <c>Batch</c>; null for <c>Batch</c>. The last batch of an epoch may be smaller. Stateful models
    /// always take <c>Batch</c>.
    /// </param>
    /// <param name="shuffle">
    /// Whether the rows of each epoch come in another order, repeatable with the model's seed. Null: true, but false for
    /// stateful models, whose rows continue each other.
    /// </param>
    /// <param name="validationSplit">
    /// Share of the data, in [0, 1), that is not trained on but evaluated after each epoch: the last rows, taken before
    /// shuffling.
    /// </param>
    /// <param name="validationData">
    /// Rows that are evaluated after each epoch; <paramref name="validationSplit"/> is then ignored, as in Keras. In a
    /// stateful model validation goes on from, and changes, the state that training left.
    /// </param>
    /// <param name="verbose">What is printed on the console.</param>
    /// <param name="callbacks">Called along the way, in this order.</param>
    /// <param name="cancellationToken">
    /// Ends training after the current batch: <c>Fit</c> returns the history so far, with <see cref="History.Cancelled"/>.
    /// </param>
    /// <returns>Loss and metrics of each epoch. The loss is the mean over the rows while the weights change.</returns>
    /// <exception cref="ArgumentException">
    /// The rows do not fit the model, a label is none of its classes, or another argument is out of its range.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public History Fit(
        Dataset<TInput, TTarget> data,
        Optimizer optimizer,
        int epochs = 1,
        int? batchSize = null,
        bool? shuffle = null,
        float validationSplit = 0,
        Dataset<TInput, TTarget>? validationData = null,
        Verbosity verbose = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        int rows = CheckBatchSize(batchSize);
        CheckValues(nameof(Fit), nameof(data), data);
        if (validationData is not null)
        {
            CheckDataset(nameof(Fit), nameof(validationData), validationData);
        }
        else if (validationSplit != 0)
        {
            (data, validationData) = SplitForValidation(data, validationSplit);
            InputCheck.WholeBatches(
                this, nameof(Fit), nameof(validationSplit), validationData.Count, "the part split off for validation");
        }

        InputCheck.WholeBatches(this, nameof(Fit), nameof(data), data.Count, "the training data");

        using var source = new DatasetBatches<TInput, TTarget>(this, data, rows, shuffle ?? !Description.Stateful);
        return Fit(source, optimizer, epochs, validationData, verbose, callbacks, cancellationToken);
    }

    /// <summary>Trains on arrays of rows that lie one after the other (Keras: <c>fit</c>).</summary>
    /// <param name="x">The inputs of all rows.</param>
    /// <param name="y">The targets of all rows.</param>
    /// <param name="optimizer">The optimizer; its state belongs to this model from now on.</param>
    /// <param name="epochs">Passes over the data, positive.</param>
    /// <param name="batchSize">Rows of a step, 1 to <c>Batch</c>; null for <c>Batch</c>.</param>
    /// <param name="shuffle">
    /// Whether the rows of each epoch come in another order. Null: true, but false for stateful models.
    /// </param>
    /// <param name="validationSplit">
    /// Share of the rows, in [0, 1), evaluated after each epoch instead of trained on: the last, taken before shuffling.
    /// </param>
    /// <param name="validationData">Rows that are evaluated after each epoch, instead of a split.</param>
    /// <param name="verbose">What is printed on the console.</param>
    /// <param name="callbacks">Called along the way, in this order.</param>
    /// <param name="cancellationToken">Ends training after the current batch.</param>
    /// <returns>Loss and metrics of each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The rows do not fit the model, a label is none of its classes, or another argument is out of its range.
    /// </exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public History Fit(
        TInput[] x,
        TTarget[] y,
        Optimizer optimizer,
        int epochs = 1,
        int? batchSize = null,
        bool? shuffle = null,
        float validationSplit = 0,
        Dataset<TInput, TTarget>? validationData = null,
        Verbosity verbose = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
        => Fit(
            ToDataset(nameof(Fit), x, y),
            optimizer,
            epochs,
            batchSize,
            shuffle,
            validationSplit,
            validationData,
            verbose,
            callbacks,
            cancellationToken);

    /// <summary>Trains on batches that the caller makes while it trains (Keras: <c>fit</c> with a generator).</summary>
    /// <param name="batches">
    /// Inputs and targets of one batch after the other, each of 1 to <c>Batch</c> rows. An epoch goes on where the one
    /// before ended; when the batches run out, they are enumerated from the start again.
    /// </param>
    /// <param name="optimizer">The optimizer; its state belongs to this model from now on.</param>
    /// <param name="stepsPerEpoch">Batches that make an epoch, positive.</param>
    /// <param name="epochs">Number of epochs, positive.</param>
    /// <param name="validationData">Rows that are evaluated after each epoch.</param>
    /// <param name="verbose">What is printed on the console.</param>
    /// <param name="callbacks">Called along the way, in this order.</param>
    /// <param name="cancellationToken">
    /// Ends training after the current batch: <c>Fit</c> returns the history so far, with <see cref="History.Cancelled"/>.
    /// </param>
    /// <returns>Loss and metrics of each epoch. The loss is the mean over the rows while the weights change.</returns>
    /// <exception cref="ArgumentException">A batch does not fit the model, or there is none.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public History Fit(
        IEnumerable<(TInput[] X, TTarget[] Y)> batches,
        Optimizer optimizer,
        int stepsPerEpoch,
        int epochs = 1,
        Dataset<TInput, TTarget>? validationData = null,
        Verbosity verbose = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        if (validationData is not null)
            CheckDataset(nameof(Fit), nameof(validationData), validationData);
        using var source = new StreamedBatches<TInput, TTarget>(this, batches, stepsPerEpoch);
        return Fit(source, optimizer, epochs, validationData, verbose, callbacks, cancellationToken);
    }

    private History Fit(
        BatchSource<TInput, TTarget> source,
        Optimizer optimizer,
        int epochs,
        Dataset<TInput, TTarget>? validationData,
        Verbosity verbose,
        IEnumerable<Callback>? callbacks,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        using Exclusive use = Use(nameof(Fit));
        List<Callback> all = [.. callbacks ?? []];
        CheckCallbacks(all);
        optimizer.Attach(this);

        // Last, so that it prints what the caller's callbacks add.
        if (verbose != Verbosity.Silent)
            all.Add(new ProgbarLogger(verbose));
        var loop = new TrainingLoop<TInput, TTarget>(
            this, source, optimizer, epochs, validationData, [.. all], cancellationToken);
        return loop.Run();
    }

    private void CheckCallbacks(List<Callback> callbacks)
    {
        for (int i = 0; i < callbacks.Count; i++)
        {
            if (callbacks[i] is null)
                throw new ArgumentException($"{Description.Name}.Fit: callback {i} is null.", nameof(callbacks));
            if (callbacks.IndexOf(callbacks[i]) < i)
            {
                throw new ArgumentException(
                    $"{Description.Name}.Fit: callback {i} is the same {callbacks[i].GetType().Name} as callback {callbacks.IndexOf(callbacks[i])}.",
                    nameof(callbacks));
            }
        }
    }

    private int CheckBatchSize(int? batchSize)
    {
        int batch = Description.Batch;
        int size = batchSize ?? batch;
        if (size < 1 || size > batch || (Description.Stateful && size != batch))
        {
            string wanted = Description.Stateful ? $"exactly {batch}, because the model is stateful" : $"1 to {batch}";
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                size,
                $"{Description.Name}.Fit: batchSize is {size}; it must be {wanted} (Batch in [Model]).");
        }

        return size;
    }

    /// <summary>Cuts the validation rows from the end, as Keras does.</summary>
    private (Dataset<TInput, TTarget> Training, Dataset<TInput, TTarget> Validation) SplitForValidation(
        Dataset<TInput, TTarget> data, float validationSplit)
    {
        if (!(validationSplit > 0 && validationSplit < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(validationSplit),
                validationSplit,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Description.Name}.Fit: validationSplit is {validationSplit}; it must be in [0, 1)."));
        }

        // Through decimal, the 0.1f that was meant as 0.1 is 0.1: Keras' ⌊n·(1 − 0.1)⌋ of 1000 rows is 900, not 899.
        double share = 1 - (double)(decimal)validationSplit;
        int at = (int)Math.Floor(data.Count * share);
        if (at == 0 || at == data.Count)
        {
            string empty = at == 0 ? "training" : "validation";
            throw new ArgumentException(
                $"{Description.Name}.Fit: validationSplit leaves no rows for {empty}: there "
                + $"{(data.Count == 1 ? "is" : "are")} {ShapeText.Count(data.Count, "row")} in all.",
                nameof(validationSplit));
        }

        return (data.Slice(0, at), data.Slice(at, data.Count - at));
    }
}
