namespace RnnGen;

/// <summary>What stands around the input of a convolution or a pooling, where a window reaches beyond it.</summary>
public enum Padding
{
    /// <summary>
    /// Nothing: windows stay inside the input, which gives <c>⌊(length − extent) / stride⌋ + 1</c> of them, with
    /// <c>extent = (size − 1)·dilation + 1</c> (Keras: <c>"valid"</c>).
    /// </summary>
    Valid,

    /// <summary>
    /// As many zeros as it takes for <c>⌈length / stride⌉</c> windows, half of them before the input, the odd one behind
    /// it; a pooling leaves them out (Keras: <c>"same"</c>).
    /// </summary>
    Same,

    /// <summary>
    /// All zeros before the input, so that the output at a timestep depends on no later one; <c>⌈length / stride⌉</c>
    /// windows. For <c>Conv1D</c> only (Keras: <c>"causal"</c>).
    /// </summary>
    Causal,
}
