using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>y = E[x]: a row of the table for each token.</summary>
internal sealed class Embedding(AttributeSpec spec) : Layer(spec)
{
    private int InputDim => Spec.Int("InputDim");

    private int OutputDim => Spec.Int("OutputDim");

    public override bool TakesTokens => true;

    public override string Description => Describe(Text(InputDim), Text(OutputDim));

    public override IReadOnlyList<string> WeightNames => ["embeddings"];

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = Check.Positive(this, problems, "InputDim") & Check.Positive(this, problems, "OutputDim")
            & WeightOptions.Check(this, problems, "Embeddings");
        return valid ? new Shape([.. input.Dimensions, OutputDim]) : null;
    }

    public override long CountParameters(Shape input) => (long)InputDim * OutputDim;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor table = b.Table(
            "embeddings", "E", new Shape(InputDim, OutputDim),
            WeightOptions.Initialization(Spec, "Embeddings", "RandomUniform"), WeightOptions.Penalty(Spec, "Embeddings"));
        return b.Gather("y", table, input);
    }
}
