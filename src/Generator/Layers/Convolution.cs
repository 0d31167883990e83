using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>y = activation(p·W + b), where a row of p is what one window sees.</summary>
internal sealed class Convolution(AttributeSpec spec, int axes) : WindowLayer(spec, axes)
{
    private int Filters => Options.Int("Filters");

    private bool UseBias => Options.Bool("UseBias", true);

    private string ActivationName => Options.Name("Activation", Activations.Linear);

    protected override string SizeArgument => "KernelSize";

    protected override EquatableArray<int> DefaultStrides => Each(1);

    public override string OutputActivation => ActivationName;

    public override string Description =>
        Describe([Text(Filters), .. WindowTexts, ActivationName == Activations.Linear ? "" : ActivationName]);

    public override IReadOnlyList<string> WeightNames => ["kernel", "bias"];

    protected override int OutputChannels(int inputChannels) => Filters;

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = Check.Positive(this, problems, "Filters") & WeightOptions.Check(this, problems, ("Kernel", WindowSize.Count + 2), ("Bias", 1));
        return base.InferShape(input, problems) is { } output && valid ? output : null;
    }

    public override long CountParameters(Shape input) =>
        checked((WindowSize.Aggregate((long)input.Last, (product, size) => checked(product * size)) + (UseBias ? 1 : 0)) * Filters);

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor x = Whole(b, input);
        Windows windows = WindowsOver(x.Shape)!;
        int values = checked((int)(windows.Size * windows.Channels));
        Tensor kernel = b.Parameter(
            "kernel", "W", new Shape(values, Filters),
            WeightOptions.Initialization(Options, "Kernel", "GlorotUniform"), WeightOptions.Penalty(Options, "Kernel"),
            new Shape([.. WindowSize, windows.Channels, Filters]));
        Tensor? bias = !UseBias
            ? null
            : b.Parameter("bias", "b", new Shape(Filters), WeightOptions.Initialization(Options, "Bias", "Zeros"), WeightOptions.Penalty(Options, "Bias"));

        View patches = windows.IsIdentity ? x.All : b.Patches("p", x, windows, OutputShape(x.Shape, windows).WithLast(values));
        View z = b.Affine("z", [(patches, kernel.All)], bias is null ? [] : [bias.All]);
        return b.Activate("y", z, ActivationName).Tensor;
    }
}
