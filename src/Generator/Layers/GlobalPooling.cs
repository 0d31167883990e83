using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The largest value of all positions, or the mean, channel by channel: a pooling with one window over everything.</summary>
internal sealed class GlobalPooling(AttributeSpec spec, int axes, bool isMax) : Layer(spec)
{
    public override string OutputActivation => Activations.Linear;

    public override bool NeedsWholeSequence => true;

    public override bool TakesPaddingForData => !isMax;

    public override Shape? InferShape(Shape input, IProblems problems) =>
        WindowLayer.CheckRank(this, axes, input, problems) ? new Shape(input.Last) : null;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        Tensor x = input.Shape.Rank == axes + 1 ? b.BatchMajor(input) : input;
        int[] before = [.. x.Shape.Dimensions.Take(x.Shape.Rank - 1 - axes)];
        WindowAxis Over(int axis) => new(x.Shape.Dimensions[axis], Size: x.Shape.Dimensions[axis], Count: 1);
        var windows = new Windows(axes == 1 ? WindowAxis.Single : Over(before.Length), Over(x.Shape.Rank - 2), x.Columns);
        return b.Pool("y", x, windows, new Shape([.. before, x.Columns]), isMax);
    }
}
