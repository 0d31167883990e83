using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>What a recurrent layer's loop over time gives: its output and its states, which it may return as well.</summary>
internal sealed record Recurrence(Carry Output, IReadOnlyList<Carry> States);

/// <summary>
/// What all recurrent layers share: the loop over time, dropout, and which states they return. A layer adds its weights
/// and the equations of one timestep.
/// </summary>
internal abstract class RecurrentLayer(AttributeSpec spec) : Layer(spec)
{
    private static readonly string[] s_flags = ["ReturnSequences", "ReturnState", "GoBackwards", "Stateful"];

    protected int Units => Options.Int("Units");

    /// <summary>The state's parts, the hidden state first: h, or h and c.</summary>
    protected abstract IReadOnlyList<string> States { get; }

    private double DropoutRate => Options.Real("Dropout");

    private double RecurrentDropoutRate => Options.Real("RecurrentDropout");

    public bool ReturnSequences => Options.Bool("ReturnSequences");

    public bool GoBackwards => Options.Bool("GoBackwards");

    public bool Stateful => Options.Bool("Stateful");

    public bool ReturnState => Options.Bool("ReturnState");

    public override bool NeedsSequence => true;

    public override bool NeedsWholeSequence => GoBackwards;

    public override bool PassesMask(Shape input) => ReturnSequences;

    public override string Description => Describe(
    [
        .. Sizes,
        .. s_flags.Where(option => Options.Bool(option)),
        DropoutRate > 0 ? $"Dropout = {Text(DropoutRate)}" : "",
        RecurrentDropoutRate > 0 ? $"RecurrentDropout = {Text(RecurrentDropoutRate)}" : "",
    ]);

    /// <summary>What comes first in the layer's description.</summary>
    protected virtual string[] Sizes => [Text(Units)];

    /// <summary>Checks what concerns the weights; false when a problem was reported.</summary>
    protected abstract bool CheckWeights(Shape input, IProblems problems);

    /// <summary>Declares the weights, in the order in which users get them.</summary>
    protected abstract IReadOnlyList<Tensor> DeclareWeights(LayerBuilder b, int features);

    /// <summary>The equations of one timestep: from x_t and the states before to the states after, in the order of <see cref="States"/>.</summary>
    protected abstract IReadOnlyList<View> Step(Cell cell);

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = Check.Positive(this, problems, "Units")
            & Check.Rate(this, problems, "Dropout") & Check.Rate(this, problems, "RecurrentDropout")
            & CheckWeights(input, problems);
        if (Stateful && GoBackwards)
        {
            valid = false;
            problems.Report(
                Descriptors.StatefulImpossible, "Stateful", Kind,
                "with GoBackwards = true the state it leaves is that of the first timestep, which the next batch does not continue; remove one of the two");
        }

        if (!valid)
            return null;
        return ReturnSequences ? input.WithLast(Units) : new Shape(Units);
    }

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        b.KeepMaskName();
        Recurrence scan = Run(b, b.TimeMajor(input), GoBackwards);
        if (ReturnState)
            b.FurtherOutputs.AddRange(scan.States.Select(state => state.Last!));
        if (!ReturnSequences)
            return scan.Output.Last!;
        // Outputs stand in the order in which they were computed, as Keras has it.
        return GoBackwards ? b.ReverseTime(scan.Output.Sequence!) : scan.Output.Sequence!;
    }

    /// <summary>The loop over time, with weights of its own.</summary>
    /// <param name="x">The input, time-major.</param>
    /// <param name="fromEnd">Whether it begins with the last timestep.</param>
    public Recurrence Run(LayerBuilder b, Tensor x, bool fromEnd)
    {
        IReadOnlyList<Tensor> weights = DeclareWeights(b, x.Columns);
        View? inputMask = DropoutRate == 0 ? null : b.DropoutMask("xMask", "m_x", new Shape(x.Columns), Layout.BatchMajor, DropoutRate);
        View? hiddenMask = RecurrentDropoutRate == 0 ? null : b.DropoutMask("hMask", "m_h", new Shape(Units), Layout.BatchMajor, RecurrentDropoutRate);

        b.BeginScan(fromEnd);
        View step = b.SequenceStep(x, "x");
        View[] previous = [.. States.Select(state => b.Carry(state, Units, Stateful))];
        View kept = inputMask is null ? step : b.Let("xKept", step * inputMask);
        IReadOnlyList<View> after = Step(new Cell(b, weights, kept, previous, hiddenMask));
        if (b.InputMask is not null)
            return EndMaskedScan(b, previous, after);
        IReadOnlyList<Carry> states = b.EndScan(after);
        return new Recurrence(states[0], states);
    }

    /// <summary>Over a timestep of padding the states stay as they are, and the output is that of the timestep before.</summary>
    private Recurrence EndMaskedScan(LayerBuilder b, View[] previous, IReadOnlyList<View> after)
    {
        View mask = b.SequenceStep(b.InputMask!, "mask").AlongColumns(Units);
        View Held(string name, View now, View before) => b.Let(name, Expr.WhereGreater(mask, 0.5, now, before));
        List<View> held = [.. States.Select((state, i) => Held(state + "Held", after[i], previous[i]))];
        if (!Stateful)
        {
            IReadOnlyList<Carry> carries = b.EndScan(held);
            return new Recurrence(carries[0], carries);
        }

        // The state of the batch before is not this batch's output: before its first timestep that counts, it gives zeros.
        held.Add(Held("y", after[0], b.Carry("y", Units, keepState: false)));
        IReadOnlyList<Carry> all = b.EndScan(held);
        return new Recurrence(all[all.Count - 1], [.. all.Take(States.Count)]);
    }
}
