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
    /// <summary>Whether the callbacks after this one see the averages at the end of an epoch.</summary>
    public bool SwapOnEpoch { get; } = swapOnEpoch;

    /// <inheritdoc/>
    public override void OnTestBegin() => Optimizer.AveragesAreWeights = true;

    /// <inheritdoc/>
    public override void OnTestEnd() => Optimizer.AveragesAreWeights = false;

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => Optimizer.AveragesAreWeights = SwapOnEpoch;

    internal override void Check()
    {
        if (!Optimizer.UseEma)
        {
            throw new InvalidOperationException(
                $"{nameof(SwapEMAWeights)}: the {Optimizer.GetType().Name} keeps no averages of the weights. Make it with UseEma = true.");
        }
    }

    internal override void Release() => Optimizer.AveragesAreWeights = false;
}
