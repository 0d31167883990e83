namespace RnnGen;

/// <summary>
/// Predictions of one model from many threads at once, as a server makes them: all read the same weights, and each call has
/// the memory for intermediate values to itself.
/// </summary>
/// <remarks>
/// A call runs on the thread that makes it; memory is rented for the call and given back, so that there is as much of it as
/// there were calls at the same time. Once it is there nothing is allocated. While the weights change (training, loading)
/// nobody may predict.
/// </remarks>
/// <typeparam name="TInput">Type of the input's elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
public sealed class Predictor<TInput>
    where TInput : unmanaged
{
    private readonly Model<TInput> _model;

    // Memory that no call is using; null where there is none. More calls at once than places leave theirs to the collector.
    private readonly LoneShard?[] _free = new LoneShard?[4 * Environment.ProcessorCount];

    /// <summary>Predicts with a model's weights, those that it has now and those that it gets later.</summary>
    /// <param name="model">The model; it can be used on its own as well.</param>
    /// <exception cref="ArgumentException">The model is stateful: its rows go on from call to call, so calls cannot be mixed.</exception>
    public Predictor(Model<TInput> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Description.Stateful)
        {
            throw new ArgumentException(
                $"{model.Description.Name} is stateful: what a row gives depends on the calls before, so callers cannot share it. "
                + $"Use Step, which keeps a state for each stream, or a model without Stateful.", nameof(model));
        }

        _model = model;
    }

    /// <summary>Values that one row gives.</summary>
    public int OutputSize => _model.OutputSize;

    /// <summary>Runs the network on any number of rows. Many threads can do so at once.</summary>
    /// <param name="x">The rows one after the other, each of the model's input shape.</param>
    /// <param name="destination">Receives the output of each row, one after the other; it may be longer.</param>
    /// <exception cref="ArgumentException">x is not whole rows, has a token that the model does not know, or the destination is too short.</exception>
    public void Predict(ReadOnlySpan<TInput> x, Span<float> destination)
    {
        int rows = _model.CheckPredict(x, destination);
        LoneShard memory = Rent();
        try
        {
            for (int first = 0; first < rows; first += _model.Description.ShardRows)
            {
                int count = Math.Min(_model.Description.ShardRows, rows - first);
                _model.Predict(
                    x.Slice(first * _model.InputSize, count * _model.InputSize), memory, count, destination.Slice(first * OutputSize, count * OutputSize));
            }
        }
        finally
        {
            Return(memory);
        }
    }

    private LoneShard Rent()
    {
        // Each thread begins at a place of its own: it finds the memory that it used last, which may still be in its cache.
        int start = Environment.CurrentManagedThreadId % _free.Length;
        for (int i = 0; i < _free.Length; i++)
        {
            ref LoneShard? place = ref _free[(start + i) % _free.Length];
            if (place is not null && Interlocked.Exchange(ref place, null) is { } memory)
                return memory;
        }

        return new LoneShard(_model.Description);
    }

    private void Return(LoneShard memory)
    {
        int start = Environment.CurrentManagedThreadId % _free.Length;
        for (int i = 0; i < _free.Length; i++)
        {
            ref LoneShard? place = ref _free[(start + i) % _free.Length];
            if (place is null && Interlocked.CompareExchange(ref place, memory, null) is null)
                return;
        }
    }
}
