using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>y = activation(x), a layer of its own.</summary>
internal sealed class ActivationLayer(AttributeSpec spec) : Layer(spec)
{
    public override bool PassesMask(Shape input) => true;

    public override string OutputActivation => Options.Name("Activation", Activations.Linear);

    public override string Description => Describe(OutputActivation);

    public override Shape? InferShape(Shape input, IProblems problems) => input;

    public override Tensor Build(LayerBuilder b, Tensor input) => b.Activate("y", input.All, OutputActivation).Tensor;
}
