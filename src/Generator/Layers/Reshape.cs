using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The same values under another shape, in their order in memory; one dimension may be −1, as Keras has it.</summary>
internal sealed class Reshape(AttributeSpec spec) : Layer(spec)
{
    private const string TargetShape = nameof(TargetShape);
    private const int Rest = -1;

    private EquatableArray<int> Target => Options.Ints(TargetShape);

    public override bool PassesActivation => true;

    public override bool NeedsWholeSequence => true;

    public override string Description => Describe([.. Target.Select(dimension => Text(dimension))]);

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        string? fault = Fault(input);
        if (fault is null)
            return Resolve(input);
        problems.Report(Descriptors.ReshapeMismatch, TargetShape, input, input.Size, $"({string.Join(", ", Target.Select(dimension => Text(dimension)))})", fault);
        return null;
    }

    public override Tensor Build(LayerBuilder b, Tensor input) => b.Reshape(input, Resolve(input.Shape));

    private string? Fault(Shape input)
    {
        if (Target.Count == 0)
            return "it has no dimensions; name at least one";
        if (Target.Count(dimension => dimension == Rest) > 1)
            return "only one dimension may be -1";
        if (Target.Any(dimension => dimension < 1 && dimension != Rest))
            return "a dimension must be at least 1, or -1 for what is left";
        long known = Known();
        if (Target.Contains(Rest))
            return input.Size % known == 0 ? null : $"{Text(input.Size)} is not a multiple of {Text(known)}";
        return known == input.Size ? null : $"it has {Text(known)} values";
    }

    private Shape Resolve(Shape input) => new([.. Target.Select(dimension => dimension == Rest ? (int)(input.Size / Known()) : dimension)]);

    /// <summary>The product of the given dimensions; what is beyond any array stays there and does not wrap around.</summary>
    private long Known() => Target
        .Where(dimension => dimension != Rest)
        .Aggregate(1L, (product, dimension) => product > int.MaxValue ? product : product * dimension);
}
