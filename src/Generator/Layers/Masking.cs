using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Marks timesteps whose features all have one value: the layers after it take them for padding.</summary>
internal sealed class Masking(AttributeSpec spec) : Layer(spec)
{
    private double MaskValue => Options.Real(nameof(MaskValue));

    public override bool MakesMask => true;

    public override string Description => Describe(MaskValue == 0 ? "" : Text(MaskValue));

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (input.Rank == 2)
            return input;
        problems.Report(Descriptors.InputRank, null, Kind, input, "timesteps and features: (timesteps, features)");
        return null;
    }

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        View mask = b.MaskOfValues(input, MaskValue);
        // Padding of zeros is what it should be already.
        return MaskValue == 0 ? input : b.Let("y", b.TimeMajor(input).All * mask.AlongColumns(input.Columns)).Tensor;
    }
}
