using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>All values of a sample on one axis, in their order in memory.</summary>
internal sealed class Flatten(AttributeSpec spec) : Layer(spec)
{
    public override bool PassesActivation => true;

    public override bool NeedsWholeSequence => true;

    public override Shape? InferShape(Shape input, IProblems problems) => new(checked((int)input.Size));

    public override Tensor Build(LayerBuilder b, Tensor input) => b.Reshape(input, new Shape(input.Size));
}
