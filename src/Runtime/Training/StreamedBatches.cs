namespace RnnGen;

/// <summary>Batches that a caller makes one by one. When they run out, they are enumerated from the start again.</summary>
internal sealed class StreamedBatches<TInput, TTarget>(
    Model<TInput, TTarget> model, IEnumerable<(TInput[] X, TTarget[] Y)> batches, int stepsPerEpoch)
    : BatchSource<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private IEnumerator<(TInput[] X, TTarget[] Y)>? _enumerator;

    public override int Steps => stepsPerEpoch;

    public override void Skip(long batches)
    {
        for (long i = 0; i < batches; i++)
            Next();
    }

    public override Batch<TInput, TTarget> Get(int step)
    {
        (TInput[] x, TTarget[] y) = Next();
        return new Batch<TInput, TTarget>(x, y, model.CheckBatch("Fit", x, y));
    }

    public override void Dispose()
    {
        _enumerator?.Dispose();
        base.Dispose();
    }

    private (TInput[] X, TTarget[] Y) Next()
    {
        if (_enumerator is null || !_enumerator.MoveNext())
        {
            _enumerator?.Dispose();
            _enumerator = batches.GetEnumerator();
            if (!_enumerator.MoveNext())
                throw new ArgumentException($"{model.Description.Name}.Fit: batches is empty.");
        }

        return _enumerator.Current;
    }
}
