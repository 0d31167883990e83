using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints one op in some style: its equation as a comment, then the code that computes it.</summary>
internal interface IOpPrinter
{
    void Write(Op op);
}

/// <summary>Prints a layer's ops as the body of a method: the spans it works on, then op after op, in either style.</summary>
internal sealed class MethodBody(CodeWriter writer, Plan plan, NumericType type, Func<BlockNames, IOpPrinter> newPrinter)
{
    private readonly Addresses _addresses = new(plan);

    /// <summary>False where ops only see values in another shape.</summary>
    public static bool Computes(IReadOnlyList<Op> ops) => ops.Any(op => op is not Reinterpret);

    /// <summary>Writes the line above the methods of a layer.</summary>
    public void WriteHeading(Block block)
    {
        writer.Line($"// ---- {block.Name}: {block.Description}, {block.Input.Shape} → {block.OutputShape} ----");
        writer.Line();
    }

    /// <summary>Writes a whole body: declarations and ops.</summary>
    public void Write(Block block, IReadOnlyList<Op> ops)
    {
        var names = new BlockNames(block);
        WriteDeclarations(SharedTensors(ops), ops, names);
        IOpPrinter printer = newPrinter(names);
        bool first = true;
        foreach (Op op in ops.Where(op => op is not Reinterpret))
        {
            if (!first)
                writer.Line();
            first = false;
            if (op is Scan { Symbol: not null } direction)
                WriteHeading(direction, ops, names);
            if (op is Scan scan)
                Write(scan, names, printer);
            else if (op is WhenTraining choice)
                Write(choice, printer);
            else
                printer.Write(op);
        }
    }

    private void Write(WhenTraining choice, IOpPrinter printer)
    {
        using (writer.Block("if (training)"))
            Write(choice.Training, printer);
        using (writer.Block("else"))
            Write(choice.Inference, printer);
    }

    private void Write(List<Op> ops, IOpPrinter printer)
    {
        for (int index = 0; index < ops.Count; index++)
        {
            if (index > 0)
                writer.Line();
            printer.Write(ops[index]);
        }
    }

    /// <summary>What begins one of several scans: its name, its way through time, and the spans that it alone works on.</summary>
    private void WriteHeading(Scan scan, IReadOnlyList<Op> ops, BlockNames names)
    {
        writer.Line($"// ---- {scan.Symbol}, {(scan.Reversed ? "from the last timestep to the first" : "from the first timestep to the last")} ----");
        writer.Line();
        WriteDeclarations(Tensors(scan).Except(SharedTensors(ops)), ops, names);
    }

    /// <summary>The tensors to declare at the top: all but those that only one of several scans works on, which stand before it.</summary>
    private static IEnumerable<Tensor> SharedTensors(IReadOnlyList<Op> ops) => ops
        .SelectMany(op => Tensors(op).Select(tensor => (Tensor: tensor, Op: op)))
        .GroupBy(use => use.Tensor, use => use.Op)
        .Where(uses => uses.Skip(1).Any() || uses.Single() is not Scan { Symbol: not null })
        .Select(uses => uses.Key);

    private static IEnumerable<Tensor> Tensors(Op op) => Touched(op).Where(IsDeclared).Distinct();

    private void WriteDeclarations(IEnumerable<Tensor> tensors, IReadOnlyList<Op> ops, BlockNames names)
    {
        var written = new HashSet<Tensor>(ops.Where(op => op is not Reinterpret).SelectMany(op => op.Writes));
        Tensor[] used = [.. tensors];
        bool IsReadOnly(Tensor tensor) => !written.Contains(tensor) && !written.Any(other => other.Alias?.Source == tensor);

        // Weights first, then what is given, what is computed, and last the gradients of the weights.
        foreach (Tensor tensor in used.OrderBy(tensor => tensor.Kind switch
        {
            TensorKind.Parameter or TensorKind.Statistic => 0,
            TensorKind.ParameterGradient => 3,
            _ => IsReadOnly(tensor) ? 1 : 2,
        }))
        {
            string name = names.Name(tensor), span = _addresses.Span(tensor);
            if (name == span)
                continue;
            bool readOnly = IsReadOnly(tensor);
            string comment = tensor.Kind == TensorKind.Computed && tensor.Alias is { FirstSlot: 0, Column: null } alias && written.Contains(tensor)
                && names.Symbol(tensor) != names.Symbol(alias.Source)
                ? $"{names.Symbol(tensor)} takes the place of {names.Symbol(alias.Source)}"
                : $"{names.Symbol(tensor)} {Addresses.Shape(tensor)}{(tensor.Alias?.Column is { } column ? $", from column {column} of {tensor.Alias.Source.Symbol} on" : "")}";
            writer.Line($"{(readOnly ? "ReadOnlySpan" : "Span")}<{type.Keyword}> {name} = {span};", comment);
        }

        foreach (Scalar scalar in ops.SelectMany(Scalars).Where(scalar => scalar.PerSample > 0).Distinct())
            writer.Line($"{type.Keyword} {scalar.Name} = {type.Literal(1)} / {(scalar.PerSample == 1 ? "rows" : $"({Addresses.Rows(scalar.PerSample)})")};");
        if (used.Length > 0)
            writer.Line();
    }

    private static IEnumerable<Scalar> Scalars(Op op) => (op switch
    {
        Map map => [map.Expression],
        MapGroup group => group.Maps.Select(map => map.Expression),
        Reduce reduce => [reduce.Expression],
        _ => Enumerable.Empty<Expr>(),
    }).SelectMany(expression => expression.Walk()).OfType<Scalar>();

    /// <summary>A scan's values at one timestep are declared in its loop.</summary>
    private static bool IsDeclared(Tensor tensor) => tensor.Home is null && tensor.Kind is not (TensorKind.Target or TensorKind.TokenList);

    private static IEnumerable<Tensor> Touched(Op op)
    {
        if (op is Reinterpret)
            return [];
        if (op is TokenBlocks blocks)
            return blocks.Products.SelectMany(Touched);
        // What the shards have summed lies in the workspaces of all of them.
        if (op is AddShards)
            return op.Writes;
        IEnumerable<Tensor> own = op is Scan scan
            ? scan.Reads.Concat(scan.Body.SelectMany(inner => inner.Writes)).Concat(scan.Carries.SelectMany(CarryTensors))
            : op.Reads.Concat(op.Writes);
        return own.Select(tensor => tensor.Home?.Sequence ?? tensor);
    }

    private static IEnumerable<Tensor> CarryTensors(Carry carry) =>
        new[] { carry.History ?? carry.Incoming, carry.Given }.OfType<Tensor>();

    private void Write(Scan scan, BlockNames names, IOpPrinter printer)
    {
        WriteStart(scan, names);
        string header = scan.Reversed
            ? $"for (int t = {scan.Timesteps - 1}; t >= 0; t--)"
            : $"for (int t = 0; t < {scan.Timesteps}; t++)";
        using (writer.Block(header))
        {
            WriteSteps(scan, names);
            foreach (Op op in scan.Body)
            {
                writer.Line();
                if (op is UnlessLast unless)
                    Write(unless, scan, printer);
                else
                    printer.Write(op);
            }

            foreach (Carry carry in scan.Carries)
            {
                if (carry is { History: null, Outgoing: { Alias: null } outgoing })
                    writer.Line($"{names.Name(outgoing)}.CopyTo({names.Name(carry.Incoming)});", $"goes back to timestep t {(scan.Reversed ? "−" : "+")} 1");
            }
        }

        Carry[] kept = [.. scan.Carries.Where(carry => carry.Start == CarryStart.KeptState)];
        if (kept.Length > 0)
            writer.Line();
        foreach (Carry carry in kept)
        {
            writer.Line(
                $"{Slot(names.Name(carry.History!), scan.Reversed ? 0 : scan.Timesteps, carry.History!)}.CopyTo(states.Slice({carry.StateOffset}));",
                $"{carry.History!.Symbol} is kept for the next batch");
        }
    }

    private void Write(UnlessLast unless, Scan scan, IOpPrinter printer)
    {
        string beyond = scan.Reversed ? "before the first timestep" : "beyond the last timestep";
        writer.Line($"if ({(scan.Reversed ? "t > 0" : $"t < {scan.Timesteps - 1}")})", $"nothing {beyond} needs it");
        using (writer.Block())
            printer.Write(unless.Op);
    }

    /// <summary>What the first timestep receives.</summary>
    private void WriteStart(Scan scan, BlockNames names)
    {
        foreach (Carry carry in scan.Carries)
        {
            int units = carry.Incoming.Size;
            string first = carry.History is { } history ? Slot(names.Name(history), scan.Reversed ? scan.Timesteps : 0, history) : names.Name(carry.Incoming);
            string symbol = carry.History is not null ? $"{carry.History.Symbol} begins with zeros"
                : scan.Reversed ? "nothing flows back from beyond the last timestep"
                : "nothing flows back from before the first timestep";
            switch (carry.Start)
            {
                case CarryStart.KeptState:
                    writer.Line(
                        $"states.Slice({carry.StateOffset}, {Addresses.Rows(units)}).CopyTo({first});",
                        $"{carry.History!.Symbol} begins as the batch before left it");
                    break;
                case CarryStart.Given:
                    writer.Line($"{names.Name(carry.Given!)}.CopyTo({first});", $"what flows back begins with {names.Symbol(carry.Given!)}");
                    break;
                default:
                    writer.Line($"{first}.Clear();", symbol);
                    break;
            }
        }

        writer.Line();
    }

    /// <summary>A slot of a sequence by its number.</summary>
    private static string Slot(string name, int slot, Tensor sequence)
    {
        int stride = sequence.RowStride, columns = sequence.Columns;
        string length = stride == columns ? Addresses.Rows(columns) : $"(rows - 1) * {stride} + {columns}";
        return $"{name}.Slice({(slot == 0 ? "0" : $"{slot} * {Addresses.Rows(stride)}")}, {length})";
    }

    /// <summary>The spans of one timestep: slots of the sequences.</summary>
    private void WriteSteps(Scan scan, BlockNames names)
    {
        var written = new HashSet<Tensor>(scan.Body.SelectMany(op => op.Writes));
        Tensor[] steps = [.. scan.Body.Where(op => op is not BlockedGradients).SelectMany(op => op.Reads.Concat(op.Writes)).Where(tensor => tensor.Home is not null).Distinct()];
        foreach (Tensor step in steps.OrderBy(step => written.Contains(step) ? 1 : 0))
        {
            string span = Addresses.Step(step, names.Name(step.Home!.Sequence));
            writer.Line(
                $"{(written.Contains(step) ? "Span" : "ReadOnlySpan")}<{type.Keyword}> {step.Name} = {span};",
                $"{names.Symbol(step)} {Addresses.Shape(step)}");
        }

    }
}
