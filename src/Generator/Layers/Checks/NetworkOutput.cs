using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Checks;

/// <summary>What comes out of a network, or of its layers so far.</summary>
/// <param name="Layer">The layer it comes out of; null for the network's input.</param>
/// <param name="Activation">The activation whose result it is, by its enum member; null when it is not the result of one.</param>
internal sealed record NetworkOutput(Shape Shape, Layer? Layer, string? Activation)
{
    /// <summary>What comes out when one more layer follows.</summary>
    public NetworkOutput After(Layer layer, Shape shape) =>
        new(shape, layer, layer.PassesActivation ? Passed(layer, shape) : layer.OutputActivation);

    /// <summary>As messages name it.</summary>
    public string Describe() => (Layer, Activation) switch
    {
        (null, _) => "its input",
        (_, null) => $"the output of [{Layer.Kind}]",
        _ => $"Activation.{Activation}",
    };

    /// <summary>
    /// Probabilities can be seen in another shape, but they are none after dropout, and the loss does not look for them behind
    /// what moves them; a softmax is one only along the axis over which it sums to 1.
    /// </summary>
    private string? Passed(Layer layer, Shape shape) => Activation switch
    {
        Activations.Linear => Activation,
        _ when layer is Dropout or Permute or RepeatVector => null,
        Activations.Softmax when shape.Last != Shape.Last => null,
        _ => Activation,
    };
}
