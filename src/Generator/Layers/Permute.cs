using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The axes of a sample in another order.</summary>
internal sealed class Permute(AttributeSpec spec) : Layer(spec)
{
    private EquatableArray<int> Dims => Options.Ints(nameof(Dims));

    public override bool PassesActivation => true;

    public override bool NeedsWholeSequence => Dims.Count == 0 || Dims[0] != 1;

    public override string Description => Describe([.. Dims.Select(axis => Text(axis))]);

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (Dims.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(1, input.Rank)))
            return new Shape([.. Dims.Select(axis => input.Dimensions[axis - 1])]);
        problems.Report(
            Descriptors.PermuteAxes, nameof(Dims), input, $"({string.Join(", ", Dims.Select(axis => Text(axis)))})",
            string.Join(", ", Enumerable.Range(1, input.Rank).Select(axis => Text(axis))));
        return null;
    }

    public override Tensor Build(LayerBuilder b, Tensor input) => b.Permute(input, [.. Dims.Select(axis => axis - 1)]);

    /// <summary>The same order of the axes behind one more in front.</summary>
    public string WithTimesteps => $"[{Kind}({string.Join(", ", Dims.Select(axis => Text(axis + 1L)).Prepend("1"))})]";
}
