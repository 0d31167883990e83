using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>A sequence that is the same vector at every timestep.</summary>
internal sealed class RepeatVector(AttributeSpec spec) : Layer(spec)
{
    private int Count => Options.Int("N");

    public override bool PassesActivation => true;

    public override string Description => Describe(Text(Count));

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (!Check.Positive(this, problems, "N"))
            return null;
        if (input.Rank == 1)
            return new Shape(Count, input.Last);
        problems.Report(Descriptors.InputRank, null, Kind, input, "one vector for each sample: (features)");
        return null;
    }

    public override Tensor Build(LayerBuilder b, Tensor input) => b.Repeat(input, Count);
}
