namespace RnnGen;

/// <summary>
/// Runs the recurrent layer that follows in both directions of time, each with weights and states of its own, and merges
/// the two outputs (Keras: <c>Bidirectional</c>): <c>[Bidirectional, LSTM(64, ReturnSequences = true)]</c>.
/// </summary>
/// <remarks>
/// <code>
/// h→[t] = layer(x[t], h→[t−1])      from the first timestep to the last
/// h←[t] = layer(x[t], h←[t+1])      from the last timestep to the first
/// y[t]  = merge(h→[t], h←[t])
/// </code>
/// Input (timesteps, features). Output (timesteps, 2·units) with <c>ReturnSequences</c>, else (2·units): each direction's
/// output after its own last timestep, h→[T−1] and h←[0]. With any other merge than <see cref="MergeMode.Concat"/> it is
/// units instead of 2·units.
/// <para>
/// It has twice the parameters of the layer: <c>ForwardKernel</c>, <c>ForwardRecurrentKernel</c>, <c>ForwardBias</c>, then
/// those of the backward direction. <c>ReturnState</c> gives the states of the forward direction, then those of the
/// backward one. <c>Stateful</c> keeps the states of both: the backward direction of a batch goes on from the state in
/// which that of the batch before ended, at its first timestep. With <c>GoBackwards</c> the two directions change places,
/// and the outputs are in reversed order (as in Keras 2; Keras 3 refuses it).
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BidirectionalAttribute : WrapperAttribute
{
    /// <summary>How the outputs of the two directions become one (Keras: <c>merge_mode</c>). Default concat.</summary>
    public MergeMode Merge { get; set; } = MergeMode.Concat;
}
