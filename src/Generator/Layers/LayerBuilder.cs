using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>What a layer writes its equations with: each call appends an op to the layer's block.</summary>
internal sealed partial class LayerBuilder(
    Block block, int timesteps, Tensor? inputMask, bool isSingleRow, bool feedsOutput, bool feedsScan, DropoutStreams streams)
{
    private readonly Dictionary<Tensor, Tensor> _steps = [];
    private readonly List<string> _states = [];
    private readonly Dictionary<Layout, Tensor> _masks = [];
    private List<Op> _ops = block.Forward;
    private Scan? _scan;
    private Direction? _direction;

    /// <summary>For each timestep of the input 1, or 0 where it is padding; null when all of it counts.</summary>
    public Tensor? InputMask { get; } = inputMask;

    /// <summary>Outputs beyond the first: the states that a layer returns.</summary>
    public List<Tensor> FurtherOutputs { get; } = [];

    /// <summary>Writes equations for one of two directions: names and symbols tell them apart.</summary>
    public T InDirection<T>(Direction direction, Func<T> write)
    {
        _direction = direction;
        T result = write();
        _direction = null;
        return result;
    }

    /// <summary>Declares a trainable tensor.</summary>
    /// <param name="kerasName">Keras' name, in snake case.</param>
    /// <param name="symbol">The equations' symbol: W, U, b.</param>
    /// <param name="kerasShape">The shape users see, where it differs from <paramref name="shape"/>.</param>
    public Tensor Parameter(
        string kerasName, string symbol, Shape shape, Initialization initialization, Penalty? penalty, Shape? kerasShape = null)
    {
        Tensor tensor = New(Names.CamelCase(kerasName), "", symbol, shape, Layout.Shared, TensorKind.Parameter);
        var gradient = new Tensor(
            block.UniqueName("d" + Names.Capitalize(tensor.Name)), "d" + tensor.Symbol, shape, Layout.Shared, TensorKind.ParameterGradient);
        block.Parameters.Add(
            new Parameter(tensor, gradient, kerasName, kerasShape ?? shape, initialization) { Penalty = penalty });
        return tensor;
    }

    /// <summary>Declares a trainable tensor of which a batch uses some rows only.</summary>
    /// <inheritdoc cref="Parameter"/>
    public Tensor Table(string kerasName, string symbol, Shape shape, Initialization initialization, Penalty? penalty)
    {
        Tensor table = Parameter(kerasName, symbol, shape, initialization, penalty);
        block.Parameters[block.Parameters.Count - 1].IsSparse = true;
        return table;
    }

    /// <summary><c>table[tokens]</c>, in the order in which the next layer reads it.</summary>
    public Tensor Gather(string name, Tensor table, Tensor tokens)
    {
        var shape = new Shape([.. tokens.Shape.Dimensions, table.Columns]);
        Tensor target = Computed(name, shape, feedsScan && shape.Rank == 2 ? Layout.TimeMajor : Layout.BatchMajor);
        Append(new Gather(target, table, tokens), target);
        return target;
    }

    /// <summary>Marks where tokens are padding: token 0.</summary>
    public void MaskOfTokens(Tensor tokens)
    {
        Tensor target = NewMask(tokens);
        Append(new TokenMask(target, tokens), target);
    }

    /// <summary>Marks where timesteps are padding: all their features have one value.</summary>
    public View MaskOfValues(Tensor values, double padding)
    {
        Tensor target = NewMask(values);
        Append(new ValueMask(target, values, padding), target);
        return target.All;
    }

    /// <summary>Keeps what a user names from having the name of the input's mask, which the layer reads under the name that it has.</summary>
    public void KeepMaskName()
    {
        if (InputMask is not null)
            block.UniqueName(InputMask.Name);
    }

    private Tensor NewMask(Tensor source) =>
        block.OutputMask = new Tensor(block.UniqueName("mask"), "m", new Shape(source.Shape.Dimensions[0], 1), Layout.TimeMajor);

    /// <summary><c>Σ left·right + Σ biases</c>.</summary>
    public View Affine(string name, IReadOnlyList<(View Left, View Right)> products, IReadOnlyList<View> biases)
    {
        Tensor first = products[0].Left.Tensor;
        Tensor target = Computed(name, first.Shape.WithLast(products[0].Right.Width), first.Layout);
        Append(
            new MatMul(
                target, [.. products.Select(product => new Product(product.Left.Tensor, product.Right, TransposeRight: false))],
                biases, accumulate: false),
            target);
        return target.All;
    }

    /// <summary>Gives an elementwise expression a name.</summary>
    public View Let(string name, Expr expression)
    {
        if (expression is View { IsContiguous: true } whole && whole.Tensor.Home is null && _ops.Count > 0 && whole.Tensor.Producer == _ops[_ops.Count - 1])
        {
            // Nothing is computed (a linear activation): the value before takes the name.
            return Rename(whole, name);
        }

        View model = expression.Views.First(view => view.Broadcast == Broadcast.None);
        return Assign(Computed(name, model.Tensor.Shape.WithLast(model.Width), model.Tensor.Layout), expression);
    }

    /// <summary>Gives an expression over values of one timestep and weights a name; a weight has the same values for each row.</summary>
    public View Let(string name, Expr expression, int columns) => Assign(Computed(name, new Shape(columns), Layout.BatchMajor), expression);

    /// <summary>Gives a value another name.</summary>
    public View Rename(View value, string name)
    {
        value.Tensor.Name = UniqueName(name);
        value.Tensor.Symbol = Symbol(name);
        return value;
    }

    /// <summary>Applies an activation by its name; softmax, which is not elementwise, becomes an op of its own.</summary>
    public View Activate(string name, Expr x, string activation)
    {
        // What becomes the model's output is activated batch-major, so that the loss finds the logits in that order too.
        if (feedsOutput && _scan is null && x is View view)
            x = AsOutput(view.Tensor, "z").All;
        if (activation != Activations.Softmax)
            return Let(name, Activations.Apply(activation, x));

        View source = x as View ?? Let(name + "In", x);
        Tensor target = Computed(name, source.Tensor.Shape.WithLast(source.Width), source.Tensor.Layout);
        Append(new Softmax(target, source), target);
        return target.All;
    }

    /// <summary>The activation as part of a larger expression.</summary>
    public Expr Activated(string name, Expr x, string activation) =>
        activation == Activations.Softmax ? Activate(name, x, activation) : Activations.Apply(activation, x);

    /// <summary>A dropout mask that stays the same over all timesteps of a batch.</summary>
    public View DropoutMask(string name, string symbol, Shape shape, Layout layout, double rate)
    {
        Tensor target = New(name, "", symbol, shape, layout);
        Append(new DropoutMask(target, rate, streams.Next()), target);
        return target.All;
    }

    /// <summary>The model's output: batch-major, and never the caller's own array.</summary>
    public Tensor AsOutput(Tensor tensor, string name = "y")
    {
        Tensor output = BatchMajor(tensor);
        Tensor root = output;
        while (root.Alias is { } alias)
            root = alias.Source;
        return root.Kind == TensorKind.Input ? Copy(output.All, name) : output;
    }

    public Tensor BatchMajor(Tensor tensor) => InLayout(tensor, Layout.BatchMajor);

    public Tensor TimeMajor(Tensor tensor) => InLayout(tensor, Layout.TimeMajor);

    /// <summary>The same values under another shape of the same size.</summary>
    public Tensor Reshape(Tensor tensor, Shape shape)
    {
        Tensor source = BatchMajor(tensor);
        var target = new Tensor(block.UniqueName("y"), "y", shape, Layout.BatchMajor) { Alias = new Alias(source, FirstSlot: 0) };
        Append(new Reinterpret(target, source), target);
        return target;
    }

    /// <summary>A sequence that is the same vector at each of some timesteps.</summary>
    public Tensor Repeat(Tensor vector, int count)
    {
        Tensor target = Computed("y", new Shape(count, vector.Columns), Layout.TimeMajor);
        Append(new Repeat(target, vector), target);
        return target;
    }

    /// <summary>The axes of a sample in another order.</summary>
    /// <param name="order">The number of each axis of the source, from 0, at its new place.</param>
    public Tensor Permute(Tensor source, IReadOnlyList<int> order)
    {
        if (order.Select((axis, place) => axis == place).All(stays => stays))
            return source;
        var shape = new Shape([.. order.Select(axis => source.Shape.Dimensions[axis])]);
        Tensor target = Computed("y", shape, feedsScan && shape.Rank == 2 ? Layout.TimeMajor : Layout.BatchMajor);
        Append(new PermuteAxes(target, source, order), target);
        return target;
    }

    /// <summary>The same timesteps in reverse order.</summary>
    public Tensor ReverseTime(Tensor sequence)
    {
        Tensor target = Computed("y", sequence.Shape, sequence.Layout);
        Append(new ReverseTime(target, sequence), target);
        return target;
    }

    /// <summary>The parts side by side on the last axis.</summary>
    public Tensor Concat(string name, params Tensor[] parts)
    {
        Tensor target = Computed(name, parts[0].Shape.WithLast(parts.Sum(part => part.Columns)), parts[0].Layout);
        int offset = 0;
        foreach (Tensor part in parts)
        {
            target.Slice(offset, part.Columns, part.Direction?.Mark(name) ?? name);
            offset += part.Columns;
        }

        Append(new Concat(target, parts), target);
        return target;
    }

    /// <summary>Opens a loop over time; what is appended until <see cref="EndScan"/> is the body of one timestep.</summary>
    /// <param name="fromEnd">Whether it begins with the last timestep.</param>
    public void BeginScan(bool fromEnd)
    {
        _states.Clear();
        _scan = new Scan(timesteps, reversed: fromEnd, _direction?.Mark("h"));
        block.Forward.Add(_scan);
        _ops = _scan.Body;
    }

    /// <summary>The sequence's value at the current timestep.</summary>
    public View SequenceStep(Tensor sequence, string name)
    {
        // It is the same value whichever scan reads it.
        if (!_steps.TryGetValue(sequence, out Tensor? step))
        {
            _steps[sequence] = step = new Tensor(block.UniqueName(name + "Step"), name + "_t", new Shape(sequence.Columns), Layout.BatchMajor)
            {
                Home = new Slot(sequence, SlotRule.Current),
            };
        }

        _scan!.Slices.Add(step);
        return step.All;
    }

    /// <summary>A state that the scan hands from timestep to timestep; begins with zeros or with what the last batch left.</summary>
    public View Carry(string name, int units, bool keepState)
    {
        bool fromEnd = _scan!.Reversed;
        _states.Add(name);
        Tensor history = New(name, "Steps", name, new Shape(timesteps + 1, units), Layout.TimeMajor);
        Tensor previous = New(name, "Prev", name + (fromEnd ? "_{t+1}" : "_{t−1}"), new Shape(units), Layout.BatchMajor);
        previous.Home = new Slot(history, fromEnd ? SlotRule.Following : SlotRule.Current);
        Tensor sequence = New(name, "Sequence", name, new Shape(timesteps, units), Layout.TimeMajor);
        sequence.Alias = new Alias(history, FirstSlot: fromEnd ? 0 : 1);
        sequence.Producer = _scan;
        Tensor last = New(name, "Last", name + (fromEnd ? "_1" : "_T"), new Shape(units), Layout.BatchMajor);
        last.Alias = new Alias(history, FirstSlot: fromEnd ? 0 : timesteps);
        last.Producer = _scan;
        _scan.Carries.Add(new Carry(previous)
        {
            Start = keepState ? CarryStart.KeptState : CarryStart.Zero,
            History = history,
            Sequence = sequence,
            Last = last,
        });
        return previous.All;
    }

    /// <summary>Closes the loop with the states after the timestep, in the order of the carries.</summary>
    public IReadOnlyList<Carry> EndScan(IReadOnlyList<View> states)
    {
        Scan scan = _scan!;
        for (int index = 0; index < states.Count; index++)
        {
            Carry carry = scan.Carries[index];
            Tensor outgoing = states[index].Tensor;
            if (!states[index].IsWhole || outgoing.Home is not null)
                outgoing = Copy(states[index], _states[index]);
            outgoing.Home = new Slot(carry.History!, scan.Reversed ? SlotRule.Current : SlotRule.Following);
            carry.Outgoing = outgoing;
        }

        _scan = null;
        _ops = block.Forward;
        return scan.Carries;
    }

    private Tensor Copy(View view, string name)
    {
        Tensor target = Computed(name, view.Tensor.Shape.WithLast(view.Width), view.Tensor.Layout);
        Assign(target, view);
        return target;
    }

    private View Assign(Tensor target, Expr expression)
    {
        Append(new Map(target.All, expression), target);
        return target.All;
    }

    private Tensor InLayout(Tensor tensor, Layout layout)
    {
        if (tensor.Layout == layout || tensor.Shape.Rank < 2)
            return tensor;
        string suffix = layout == Layout.TimeMajor ? "ByTime" : "ByRow";
        var target = new Tensor(
            block.UniqueName((tensor == block.Input ? "x" : tensor.Name) + suffix), tensor == block.Input ? "x" : tensor.Symbol, tensor.Shape, layout);
        if (isSingleRow || tensor.Shape.Dimensions[0] == 1)
        {
            // Of one row, or of one timestep, both orders are the same.
            target.Alias = new Alias(tensor, FirstSlot: 0);
            Append(new Reinterpret(target, tensor), target);
            return target;
        }

        Append(new SwapBatchAndTime(target, tensor), target);
        return target;
    }

    private Tensor Computed(string name, Shape shape, Layout layout) =>
        new(UniqueName(name), Symbol(name), shape, layout) { Direction = _direction };

    /// <summary>A tensor with its direction in its name and symbol.</summary>
    private Tensor New(string name, string suffix, string symbol, Shape shape, Layout layout, TensorKind kind = TensorKind.Computed) =>
        new(UniqueName(name, suffix), Mark(symbol), shape, layout, kind) { Direction = _direction };

    private string UniqueName(string name, string suffix = "") => block.UniqueName(TensorNames.Clear(name) + _direction?.Name + suffix);

    private string Symbol(string name) => Mark(_scan is null ? name : name + "_t");

    private string Mark(string symbol) => _direction?.Mark(symbol) ?? symbol;

    private void Append(Op op, Tensor target)
    {
        target.Producer = op;
        _ops.Add(op);
    }
}

/// <summary>Numbers the dropout masks of a network, so that each draws from a random stream of its own.</summary>
internal sealed class DropoutStreams
{
    public int Count { get; private set; }

    public int Next() => Count++;
}
