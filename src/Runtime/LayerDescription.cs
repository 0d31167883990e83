namespace RnnGen;

/// <summary>One layer of a model.</summary>
/// <param name="Name">The name Keras would give it: <c>lstm</c>, and <c>lstm_1</c> for the next of its kind.</param>
/// <param name="Kind">The Keras class: <c>LSTM</c>.</param>
/// <param name="OutputShape">Shape of one output sample, without the batch axis.</param>
/// <param name="Parameters">Number of values in all its weights, those that are not trained included, as Keras' summary has it.</param>
public sealed record LayerDescription(string Name, string Kind, int[] OutputShape, int Parameters)
{
    /// <summary>
    /// What decides how the layer trains and is not the default, in the order of the alphabet:
    /// <c>Activation = Relu, Units = 64</c>. How its weights begin is not part of it.
    /// </summary>
    public string Settings { get; init; } = "";
}
