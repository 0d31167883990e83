using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The largest value of all positions, or the mean, channel by channel: a pooling with one window over everything.</summary>
internal sealed class GlobalPooling(AttributeSpec spec, int axes, bool isMax) : Layer(spec)
{
    public override string OutputActivation => Activations.Linear;

    public override bool NeedsWholeSequence => true;

    // The timesteps are what one axis of (timesteps, features) is pooled over; other axes have no padding.
    public override bool LeavesOutPadding(Shape input) => axes == 1 && input.Rank == 2 && !isMax;

    public override Shape? InferShape(Shape input, IProblems problems) =>
        WindowLayer.CheckRank(this, axes, input, problems) ? new Shape(input.Last) : null;

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        if (b.InputMask is { } mask && LeavesOutPadding(input.Shape))
            return MeanWithoutPadding(b, b.BatchMajor(input), b.BatchMajor(mask));
        return Pool(b, "y", input.Shape.Rank == axes + 1 ? b.BatchMajor(input) : input);
    }

    /// <summary>
    /// The mean of what counts is that of all, divided by the share that counts. Where all is padding it is 0, not NaN as in
    /// Keras: the addend vanishes in any other sum.
    /// </summary>
    private Tensor MeanWithoutPadding(LayerBuilder b, Tensor x, Tensor mask)
    {
        Tensor counted = b.Let("xCounted", x.All * mask.All.AlongColumns(x.Columns)).Tensor;
        return b.Let("y", Pool(b, "mean", counted).All / (Pool(b, "share", mask).All.AlongColumns(x.Columns) + 1e-12)).Tensor;
    }

    private Tensor Pool(LayerBuilder b, string name, Tensor x)
    {
        int[] before = [.. x.Shape.Dimensions.Take(x.Shape.Rank - 1 - axes)];
        WindowAxis Over(int axis) => new(x.Shape.Dimensions[axis], Size: x.Shape.Dimensions[axis], Count: 1);
        var windows = new Windows(axes == 1 ? WindowAxis.Single : Over(before.Length), Over(x.Shape.Rank - 2), x.Columns);
        return b.Pool(name, x, windows, new Shape([.. before, x.Columns]), isMax);
    }
}
