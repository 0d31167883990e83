using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The largest value of each window, or the mean, channel by channel.</summary>
internal sealed class Pooling(AttributeSpec spec, int axes, bool isMax) : WindowLayer(spec, axes)
{
    protected override string SizeArgument => "PoolSize";

    protected override int DefaultSize => 2;

    protected override EquatableArray<int> DefaultStrides => WindowSize;

    public override string OutputActivation => Activations.Linear;

    public override string Description => Describe([.. WindowTexts]);

    protected override int OutputChannels(int inputChannels) => inputChannels;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor x = Whole(b, input);
        Windows windows = WindowsOver(x.Shape)!;
        return b.Pool("y", x, windows, OutputShape(x.Shape, windows), isMax);
    }
}
