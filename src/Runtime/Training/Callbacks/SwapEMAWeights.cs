namespace RnnGen;

/// <summary>
/// Validates with the moving averages of the weights, for an optimizer that keeps them (<see cref="Optimizer.UseEma"/>); training
/// goes on with the weights themselves (Keras: <c>SwapEMAWeights</c>).
/// </summary>
/// <remarks>
/// <code>
/// model.Fit(train, new Adam { UseEma = true, EmaMomentum = 0.999f }, epochs: 5, validationSplit: 0.1f,
///     callbacks: [new SwapEMAWeights(swapOnEpoch: true), new ModelCheckpoint("best.safetensors", saveBestOnly: true)]);
/// </code>
/// </remarks>
/// <param name="swapOnEpoch">
/// Whether the callbacks after this one, too, see the averages at the end of an epoch: <see cref="ModelCheckpoint"/> then saves
/// them, and <see cref="EarlyStopping"/> puts them aside.
/// </param>
public sealed class SwapEMAWeights(bool swapOnEpoch = false) : Callback
{
    private bool _swapped;

    /// <summary>Whether the callbacks after this one see the averages at the end of an epoch.</summary>
    public bool SwapOnEpoch { get; } = swapOnEpoch;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnTrainBegin()
    {
        if (!Optimizer.UseEma)
        {
            throw new InvalidOperationException(
                $"{nameof(SwapEMAWeights)}: the {Optimizer.GetType().Name} keeps no averages of the weights. Make it with UseEma = true.");
        }
    }

    /// <inheritdoc/>
    public override void OnTestBegin() => Swap(true);

    /// <inheritdoc/>
    public override void OnTestEnd() => Swap(false);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => Swap(SwapOnEpoch);

    internal override void OnEpochDone() => Swap(false);

    private void Swap(bool averages)
    {
        if (averages != _swapped)
            Optimizer.SwapAverages();
        _swapped = averages;
    }
}
