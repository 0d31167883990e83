namespace RnnGen;

/// <summary>
/// What all recurrent layers share. They take a sequence (timesteps, features) and give the last output (units), or
/// with <see cref="ReturnSequences"/> the output of every timestep (timesteps, units).
/// </summary>
public abstract class RecurrentAttribute : LayerAttribute
{
    private protected RecurrentAttribute(int units) => Units = units;

    /// <summary>Size of the output and of the state, positive (Keras: <c>units</c>).</summary>
    public int Units { get; }

    /// <summary>
    /// Share of the layer's inputs dropped while training, in [0, 1); one mask for all timesteps of a batch, the rest
    /// scaled by 1/(1 − rate) (Keras: <c>dropout</c>). Default 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>
    /// Share of the recurrent inputs h₍ₜ₋₁₎ (of what a recurrent kernel multiplies) dropped while training, in [0, 1); one
    /// mask for all timesteps of a batch, the rest scaled by 1/(1 − rate) (Keras: <c>recurrent_dropout</c>). Default 0.
    /// </summary>
    public double RecurrentDropout { get; set; }

    /// <summary>
    /// Gives the output of every timestep, (timesteps, units), instead of the last (Keras: <c>return_sequences</c>).
    /// </summary>
    public bool ReturnSequences { get; set; }

    /// <summary>
    /// Gives the last states as further outputs of the model (Keras: <c>return_state</c>); only on the last layer.
    /// </summary>
    public bool ReturnState { get; set; }

    /// <summary>
    /// Runs from the last timestep to the first; with <see cref="ReturnSequences"/> the outputs stay in that reversed
    /// order (Keras: <c>go_backwards</c>).
    /// </summary>
    public bool GoBackwards { get; set; }

    /// <summary>
    /// Starts row i of a batch from the state in which row i of the batch before ended, until <c>ResetStates()</c>
    /// (Keras: <c>stateful</c>). Every batch then has exactly the model's <c>Batch</c> rows.
    /// </summary>
    public bool Stateful { get; set; }
}
