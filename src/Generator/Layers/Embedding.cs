using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>y = E[x]: a row of the table for each token.</summary>
internal sealed class Embedding(AttributeSpec spec) : Layer(spec)
{
    private int InputDim => Options.Int("InputDim");

    private int OutputDim => Options.Int("OutputDim");

    private bool MaskZero => Options.Bool("MaskZero");

    public override bool TakesTokens => true;

    public override bool MakesMask => MaskZero;

    public override string Description => Describe(Text(InputDim), Text(OutputDim), MaskZero ? "MaskZero" : "");

    public override IReadOnlyList<string> WeightNames => ["embeddings"];

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = Check.Positive(this, problems, "InputDim") & Check.Positive(this, problems, "OutputDim")
            & WeightOptions.Check(this, problems, ("Embeddings", 2));
        if (valid && MaskZero && input.Rank != 1)
        {
            problems.Report(Descriptors.InputRank, "MaskZero", Kind, input, "one axis, the timesteps, when MaskZero is set");
            return null;
        }

        return valid ? new Shape([.. input.Dimensions, OutputDim]) : null;
    }

    public override long CountParameters(Shape input) => (long)InputDim * OutputDim;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor table = b.Table(
            "embeddings", "E", new Shape(InputDim, OutputDim),
            WeightOptions.Initialization(Options, "Embeddings", "RandomUniform"), WeightOptions.Penalty(Options, "Embeddings"));
        if (MaskZero)
            b.MaskOfTokens(input);
        return b.Gather("y", table, input);
    }
}
