namespace RnnGen;

/// <summary>Batches of a data set: in its order as views of it, or shuffled, gathered in one buffer.</summary>
internal sealed class DatasetBatches<TInput, TTarget> : BatchSource<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly Model _model;
    private readonly Dataset<TInput, TTarget> _data;
    private readonly int _batchSize;
    private readonly int[] _order;
    private readonly TInput[] _x;
    private readonly TTarget[] _y;

    public DatasetBatches(Model model, Dataset<TInput, TTarget> data, int batchSize, bool shuffle)
    {
        _model = model;
        _data = data;
        _batchSize = batchSize;
        Steps = (int)(((long)data.Count + batchSize - 1) / batchSize);
        _order = shuffle ? new int[data.Count] : [];
        _x = shuffle ? new TInput[batchSize * data.InputSize] : [];
        _y = shuffle ? new TTarget[batchSize * data.TargetSize] : [];
    }

    public override int Steps { get; }

    public override void StartEpoch()
    {
        // From the same order each time, so that an epoch's order depends on its number alone.
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        if (_order.Length > 0)
            new RandomStream(_model.Seed, RandomPurpose.Shuffle, step: _model.ShuffledEpochs++).Shuffle(_order);
    }

    public override Batch<TInput, TTarget> Get(int step)
    {
        int first = step * _batchSize;
        int rows = Math.Min(_batchSize, _data.Count - first);
        if (_order.Length == 0)
        {
            return new Batch<TInput, TTarget>(
                _data.X.Span.Slice(first * _data.InputSize, rows * _data.InputSize),
                _data.Y.Span.Slice(first * _data.TargetSize, rows * _data.TargetSize),
                rows);
        }

        ReadOnlySpan<int> order = _order.AsSpan(first, rows);
        return new Batch<TInput, TTarget>(
            Gather(_data.X.Span, _data.InputSize, order, _x), Gather(_data.Y.Span, _data.TargetSize, order, _y), rows);
    }

    private static ReadOnlySpan<T> Gather<T>(ReadOnlySpan<T> rows, int rowSize, ReadOnlySpan<int> order, Span<T> buffer)
    {
        for (int i = 0; i < order.Length; i++)
            rows.Slice(order[i] * rowSize, rowSize).CopyTo(buffer[(i * rowSize)..]);
        return buffer[..(order.Length * rowSize)];
    }
}
