using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>y = activation(x·W + b), on the last axis.</summary>
internal sealed class Dense(AttributeSpec spec) : Layer(spec)
{
    private int Units => Options.Int("Units");

    private bool UseBias => Options.Bool("UseBias", true);

    private string ActivationName => Options.Name("Activation", Activations.Linear);

    public override bool PassesMask(Shape input) => true;

    public override string OutputActivation => ActivationName;

    public override string Description => Describe(Text(Units), ActivationName == Activations.Linear ? "" : ActivationName);

    public override IReadOnlyList<string> WeightNames => ["kernel", "bias"];

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = Check.Positive(this, problems, "Units") & WeightOptions.Check(this, problems, ("Kernel", 2), ("Bias", 1));
        return valid ? input.WithLast(Units) : null;
    }

    public override long CountParameters(Shape input) => (input.Last + (UseBias ? 1L : 0)) * Units;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor kernel = b.Parameter(
            "kernel", "W", new Shape(input.Columns, Units),
            WeightOptions.Initialization(Options, "Kernel", "GlorotUniform"), WeightOptions.Penalty(Options, "Kernel"));
        Tensor? bias = !UseBias
            ? null
            : b.Parameter("bias", "b", new Shape(Units), WeightOptions.Initialization(Options, "Bias", "Zeros"), WeightOptions.Penalty(Options, "Bias"));

        View z = b.Affine("z", [(input.All, kernel.All)], bias is null ? [] : [bias.All]);
        return b.Activate("y", z, ActivationName).Tensor;
    }
}
