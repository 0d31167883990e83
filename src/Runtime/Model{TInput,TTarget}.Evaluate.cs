namespace RnnGen;

public abstract partial class Model<TInput, TTarget>
{
    /// <summary>Loss and accuracy of a data set in inference mode (Keras: <c>evaluate</c>).</summary>
    /// <param name="data">The rows; they are cut into batches. Nothing is allocated per batch.</param>
    /// <returns>The mean loss of all rows, regularisers included, and for classification losses the accuracy.</returns>
    /// <exception cref="ArgumentException">The rows do not fit the model, or a label is none of its classes.</exception>
    public Evaluation Evaluate(Dataset<TInput, TTarget> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using Exclusive use = Use(nameof(Evaluate));
        CheckDataset(nameof(Evaluate), nameof(data), data);
        var metrics = new RunningMetrics(Description);
        EvaluateBatches(data, metrics, CancellationToken.None);
        return new Evaluation(metrics);
    }

    /// <summary>Loss and accuracy of arrays of rows that lie one after the other (Keras: <c>evaluate</c>).</summary>
    /// <param name="x">The inputs of all rows.</param>
    /// <param name="y">The targets of all rows.</param>
    /// <inheritdoc cref="Evaluate(Dataset{TInput, TTarget})"/>
    public Evaluation Evaluate(TInput[] x, TTarget[] y) => Evaluate(ToDataset(nameof(Evaluate), x, y));

    /// <summary>Evaluates rows that have been checked; false if it was cancelled on the way.</summary>
    internal bool EvaluateBatches(
        Dataset<TInput, TTarget> data, RunningMetrics metrics, CancellationToken cancellationToken)
    {
        metrics.Reset();
        ReadOnlySpan<TInput> x = data.X.Span;
        ReadOnlySpan<TTarget> y = data.Y.Span;
        int batch = Description.Batch;
        for (int first = 0; first < data.Count; first += batch)
        {
            if (cancellationToken.IsCancellationRequested)
                return false;

            int rows = Math.Min(batch, data.Count - first);
            TestStep(
                x.Slice(first * InputSize, rows * InputSize),
                y.Slice(first * Description.TargetSize, rows * Description.TargetSize),
                rows,
                metrics);
        }

        return true;
    }

    private Dataset<TInput, TTarget> ToDataset(string method, TInput[] x, TTarget[] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int rows = InputCheck.Rows(this, method, x.Length);
        InputCheck.NotEmpty(this, method, rows);
        InputCheck.TargetLength(this, method, y.Length, rows);
        return new Dataset<TInput, TTarget>(x, y, rows);
    }

    private void CheckDataset(string method, string argument, Dataset<TInput, TTarget> data)
    {
        CheckValues(method, argument, data);
        InputCheck.WholeBatches(this, method, argument, data.Count);
    }

    private void CheckValues(string method, string argument, Dataset<TInput, TTarget> data)
    {
        InputCheck.RowSizes(this, method, argument, data.InputSize, data.TargetSize);
        InputCheck.Tokens(this, method, argument, data.X.Span);
        InputCheck.Labels(this, method, argument, data.Y.Span);
        if (CheckInputs)
        {
            InputCheck.Finite(this, method, argument, data.X.Span, InputSize);
            InputCheck.Finite(this, method, argument, data.Y.Span, Description.TargetSize);
        }
    }
}
