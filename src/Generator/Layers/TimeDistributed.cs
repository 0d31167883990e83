using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>A wrapper: the wrapped layer with the same weights on each timestep.</summary>
internal sealed class TimeDistributed(AttributeSpec wrapper, Layer inner) : Layer(inner.Options.Spec)
{
    public override string Kind => wrapper.Kind;

    public override string? OutputActivation => inner.OutputActivation;

    // The wrapper keeps the timesteps, so the mask is that of its output too (Keras: supports_masking).
    public override bool PassesMask(Shape input) => true;

    public override bool PassesActivation => inner.PassesActivation;

    public override IReadOnlyList<string> WeightNames => inner.WeightNames;

    public override IReadOnlyList<string> StatisticNames => inner.StatisticNames;

    public override string Description => Describe(inner.Description);

    public override string Settings => inner.DescriptionInFull;

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (inner.NeedsSequence)
        {
            problems.Report(
                Descriptors.WrapperCannotWrap, null, Kind, inner.Kind,
                $"a recurrent layer runs over time itself; write [{inner.Kind}] alone, with ReturnSequences = true for an output at each timestep");
            return null;
        }

        if (inner is BatchNormalization)
        {
            problems.Report(
                Descriptors.WrapperCannotWrap, null, Kind, inner.Kind,
                $"each timestep would have statistics of its own; write [{inner.Kind}] alone, which takes each feature over all rows and timesteps");
            return null;
        }

        string? fault = inner switch
        {
            Permute permute => $"it moves values within a sample as a whole; write {permute.WithTimesteps} alone, which leaves the timesteps where they are",
            RepeatVector => "each timestep would become a sequence of its own; put it where there is one vector for each sample",
            _ => null,
        };
        if (fault is not null)
        {
            problems.Report(Descriptors.WrapperCannotWrap, null, Kind, inner.Kind, fault);
            return null;
        }

        if (input.Rank < 2)
        {
            problems.Report(Descriptors.InputRank, null, Kind, input, "timesteps on the first axis: (timesteps, features)");
            return null;
        }

        return inner.InferShape(TimestepOf(input), problems) is { } output ? new Shape([input.Dimensions[0], .. output.Dimensions]) : null;
    }

    public override long CountParameters(Shape input) => inner.CountParameters(TimestepOf(input));

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        // Most layers treat all axes before those they work on alike; shape-changing layers move values within a timestep only.
        if (!inner.PassesActivation || inner is Dropout)
            return inner.Build(b, input);
        Shape output = inner.InferShape(TimestepOf(input.Shape), NoProblems.Instance)!;
        return b.Reshape(input, new Shape([input.Shape.Dimensions[0], .. output.Dimensions]));
    }

    private static Shape TimestepOf(Shape input) => new([.. input.Dimensions.Skip(1)]);
}
