using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Inverted dropout (Srivastava et al. 2014): while training, a fraction of the values becomes 0 and the others grow to keep the mean.</summary>
internal sealed class Dropout(AttributeSpec spec) : Layer(spec)
{
    private double Rate => Options.Real("Rate");

    public override bool PassesMask(Shape input) => true;

    public override bool PassesActivation => true;

    public override string Description => Describe(Text(Rate));

    public override Shape? InferShape(Shape input, IProblems problems) => Check.Rate(this, problems, "Rate") ? input : null;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        if (Rate == 0)
            return input;
        View mask = b.DropoutMask("mask", "m", input.Shape, input.Layout, Rate);
        return b.Let("y", input.All * mask).Tensor;
    }
}
