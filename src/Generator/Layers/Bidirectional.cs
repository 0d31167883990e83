using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// A wrapper (Schuster &amp; Paliwal 1997): the wrapped recurrent layer from the first timestep to the last and, with weights
/// of its own, from the last to the first; at each timestep the outputs of both become one.
/// </summary>
internal sealed class Bidirectional(AttributeSpec wrapper, Layer inner) : Layer(inner.Options.Spec)
{
    private const string Concat = nameof(Concat);

    private readonly Options _options = new(wrapper);

    public override string Kind => wrapper.Kind;

    public override bool PassesMask(Shape input) => inner.PassesMask(input);

    public override bool NeedsSequence => inner.NeedsSequence;

    public override bool NeedsWholeSequence => true;

    public override string Description => Describe(inner.Description, Merge == Concat ? "" : Merge);

    public override string Settings => List(inner.DescriptionInFull, _options.Settings);

    public override IReadOnlyList<string> WeightNames =>
        [.. inner.WeightNames.Select(name => "forward_" + name), .. inner.WeightNames.Select(name => "backward_" + name)];

    private string Merge => _options.Name(nameof(Merge), Concat);

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (inner is not RecurrentLayer)
        {
            problems.Report(
                Descriptors.WrapperCannotWrap, null, Kind, inner.Kind,
                $"only a recurrent layer has a direction in time; write [{inner.Kind}] alone");
            return null;
        }

        if (inner.InferShape(input, problems) is not { } output)
            return null;
        // Twice as many columns as an int can say are too many anyway, which is checked for all layers.
        return Merge == Concat ? output.WithLast((int)Math.Min(2L * output.Last, int.MaxValue)) : output;
    }

    public override long CountParameters(Shape input) => checked(2 * inner.CountParameters(input));

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        var layer = (RecurrentLayer)inner;
        Tensor x = b.TimeMajor(input);
        Recurrence Run(string direction, bool fromEnd) => b.InDirection(
            new Direction(direction, fromEnd ? "←" : "→", $"{direction.ToLowerInvariant()}_{Names.SnakeCase(inner.Kind)}"),
            () => layer.Run(b, x, fromEnd));

        Recurrence forward = Run("Forward", layer.GoBackwards), backward = Run("Backward", !layer.GoBackwards);
        if (layer.ReturnState)
            b.FurtherOutputs.AddRange(forward.States.Concat(backward.States).Select(state => state.Last!));
        if (!layer.ReturnSequences)
            return Merged(b, forward.Output.Last!, backward.Output.Last!);

        // Both are in the order of time, which is Keras' order unless the forward layer runs from the end.
        Tensor y = Merged(b, forward.Output.Sequence!, backward.Output.Sequence!);
        // As in Keras, whose wrapper sets zero_output_for_mask.
        if (b.InputMask is { } mask)
            y = b.Let("yMasked", y.All * mask.All.AlongColumns(y.Columns)).Tensor;
        return layer.GoBackwards ? b.ReverseTime(y) : y;
    }

    private Tensor Merged(LayerBuilder b, Tensor forward, Tensor backward) => Merge switch
    {
        "Sum" => b.Let("y", forward.All + backward.All).Tensor,
        "Mul" => b.Let("y", forward.All * backward.All).Tensor,
        "Ave" => b.Let("y", 0.5 * (forward.All + backward.All)).Tensor,
        _ => b.Concat("y", forward, backward),
    };
}
