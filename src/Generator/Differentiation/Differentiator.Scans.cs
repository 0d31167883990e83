using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Differentiation;

/// <summary>The derivative of a scan: a scan the other way, whose body is the derivative of the body.</summary>
internal sealed partial class Differentiator
{
    /// <summary>The values of sequences at one timestep, as the scans of a block read them.</summary>
    private readonly Dictionary<Tensor, Tensor> _steps = [];

    /// <summary>The gradients of what scans read, at one timestep: those that read the same sequence add to the same gradient.</summary>
    private readonly Dictionary<Tensor, Tensor> _sliceGradients = [];

    private void Back(Scan forward)
    {
        List<Op> outer = _ops;
        var backward = new Scan(forward.Timesteps, reversed: !forward.Reversed, forward.Symbol is null ? null : "d" + forward.Symbol);

        foreach (Carry carry in forward.Carries)
            backward.Carries.Add(BackIntoCarry(carry, backward, forward));
        // A gradient that nothing flows into need not be carried.
        if (backward.Carries.All(carry => carry.Start == CarryStart.Zero) && backward.Slices.Count == 0)
            return;

        _ops = backward.Body;
        BackThrough(forward.Body);

        for (int index = 0; index < forward.Carries.Count; index++)
        {
            Tensor previous = forward.Carries[index].Incoming;
            backward.Carries[index].Outgoing = Sum(previous, into: GradientOf(previous));
        }

        foreach (Tensor step in forward.Slices.Where(step => _learning.Contains(step.Home!.Sequence)))
            BackIntoSlice(step, backward);

        _ops = outer;
        _ops.Add(backward);
    }

    /// <summary>What reaches a state's gradient at timestep t: from the timestep after it in the forward scan, and from the outputs that the scan gave.</summary>
    private Carry BackIntoCarry(Carry carry, Scan backward, Scan forward)
    {
        Expr? ofSequence = GradientOfSequence(carry);
        Tensor? ofLast = Sum(carry.Last!);
        Tensor outgoing = carry.Outgoing!;
        bool onlyTerm = ofSequence is null && !forward.Body.Any(op => op.Reads.Contains(outgoing));
        Tensor incoming = GradientOf(outgoing, suffix: onlyTerm ? "" : "Next");
        if (!onlyTerm)
            incoming.Symbol = incoming.Name;
        _adjoints.Add(outgoing.All, incoming.All);

        if (ofSequence is not null)
        {
            Expr term = ofSequence;
            foreach (View view in ofSequence.Views)
            {
                View step = ofSequence == view ? OutputGradientStep(view, outgoing) : StepOf(view.Tensor).All;
                backward.Slices.Add(step.Tensor);
                term = term.Replace(view, step);
            }

            _adjoints.Add(outgoing.All, term);
        }

        return new Carry(incoming) { Start = ofLast is null ? CarryStart.Zero : CarryStart.Given, Given = ofLast };
    }

    /// <summary>
    /// The gradient of the sequence of states, as a network's later ops have it. What is elementwise in sequences is the
    /// same in their timesteps, so that no sequence is computed for it.
    /// </summary>
    private Expr? GradientOfSequence(Carry carry) =>
        _adjoints.TakeExpression(carry.Sequence!, expression => expression.Views.All(view => view.Tensor is { Layout: Layout.TimeMajor, Home: null }))
        ?? Sum(carry.Sequence!)?.All;

    /// <summary>The gradient that a scan's output has got, at one timestep.</summary>
    private View OutputGradientStep(View view, Tensor outgoing)
    {
        string symbol = $"∂L/∂{outgoing.Symbol}";
        if (!view.IsWhole)
            return StepOf(view.Tensor).Slice(view.Offset, view.Width, symbol);
        Tensor step = GradientOf(outgoing, suffix: "Step");
        step.Symbol = symbol;
        step.Home = new Slot(view.Tensor, SlotRule.Current);
        return step.All;
    }

    /// <summary>A sequence's value at the timestep.</summary>
    private Tensor StepOf(Tensor sequence)
    {
        if (_steps.TryGetValue(sequence, out Tensor? step))
            return step;
        Carry? source = _block.Forward.OfType<Scan>().SelectMany(scan => scan.Carries).FirstOrDefault(carry => carry.Sequence == sequence);
        if (source is null)
        {
            (string name, string symbol) = sequence == _block.OutputGradient
                ? ("d" + Names.Capitalize(_block.Output.Name), "d" + _block.Output.Symbol)
                : (sequence.Name, sequence.Symbol);
            step = new Tensor(_block.UniqueName(name + "Step"), symbol + "_t", new Shape(sequence.Columns), Layout.BatchMajor)
            {
                Home = new Slot(sequence, SlotRule.Current),
            };
        }

        return _steps[sequence] = step ?? source!.Outgoing!;
    }

    private void BackIntoSlice(Tensor step, Scan backward)
    {
        Tensor source = step.Home!.Sequence;
        bool isFirst = !_sliceGradients.TryGetValue(step, out Tensor? gradient);
        if (gradient is null)
        {
            Tensor sequence = GradientOf(source);
            _sliceGradients[step] = gradient = GradientOf(step);
            gradient.Home = step.Home with { Sequence = sequence };
            _adjoints.Add(source.All, sequence.All);
        }

        backward.Slices.Add(gradient);
        Sum(step, into: gradient, accumulate: !isFirst);
    }
}
