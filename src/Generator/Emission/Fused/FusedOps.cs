using RnnGen.Generator.Emission.Textbook;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Fusion;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Prints matrix products and elementwise passes as calls of kernels; what is rare or small stays as in Textbook code.</summary>
internal sealed class FusedOps(CodeWriter writer, BlockNames names, KernelFile kernels, int shardRows) : IOpPrinter
{
    private readonly Equation _equation = new(names);
    private readonly TextbookOps _textbook = new(writer, NumericType.Single, names);

    public void Write(Op op)
    {
        switch (op)
        {
            case MatMul { IsOneKernel: true } matMul:
                Write(matMul);
                break;
            case WeightGradient gradient:
                WriteEquation(gradient);
                writer.Line(Call(gradient, Rows(gradient.Input), Rows(gradient.Delta), RowCount(gradient.Delta), shardRows * gradient.Delta.RowsPerSample));
                break;
            case Gather { Tokens.Kind: TensorKind.TokenList } gather:
                writer.Equation(_equation.Of(gather), Addresses.Shape(gather.Target));
                WriteColumnSymbols(gather.Target);
                writer.Line(gather.Scan is { } taking
                    ? $"tokens.Take({names.Name(gather.Table)}, {names.Name(gather.Target)}, {gather.Table.Columns}, t, {Next(taking)});"
                    : $"Table.Gather({names.Name(gather.Table)}, {Addresses.TokensOf(gather.Target)}, {Addresses.RowsOfTokens(gather.Target, names.Name(gather.Target))}, {gather.Table.Columns});");
                break;
            case ScatterAdd { Scan: { } adding } scatter:
                writer.Equation(_equation.Of(scatter), Addresses.Shape(scatter.Delta));
                writer.Line($"tokens.Add({names.Name(scatter.Delta)}, {names.Name(scatter.Target)}, {scatter.Target.Columns}, t, {Next(adding)});");
                break;
            case ListTokens list:
                writer.Equation($"{_equation.Symbol(list.Target)}: the different tokens of {_equation.Symbol(list.Tokens)}, each once", Addresses.Shape(list.Tokens));
                writer.Line($"tokens.Find({names.Name(list.Tokens)});");
                break;
            case AddShards addition:
                writer.Equation($"{_equation.Symbol(addition.Target)} = the sum of all shards' {_equation.Symbol(addition.Source)}", Addresses.Shape(addition.Target));
                writer.Line($"tokens.AddUp(At.{Addresses.ConstantOf(names.LayerName, addition.Source)}, {names.Name(addition.Target)}, {addition.Target.Columns}, first, count);");
                break;
            case Clear { Target.Layout: Layout.ByTokenOfShard } clear:
                writer.Equation($"{_equation.Symbol(clear.Target)} = 0", Addresses.Shape(clear.Target));
                writer.Line($"{names.Name(clear.Target)}[..(tokens.Count * {clear.Target.Columns})].Clear();");
                break;
            case MapGroup group:
                Write(group);
                break;
            case WindowProduct product:
                Write(product);
                break;
            case WindowWeightGradient gradient:
                Write(gradient);
                break;
            case Pad pad:
                writer.Equation(_equation.Of(pad), Addresses.Shape(pad.Target));
                TextbookWindows.WriteCall(writer, "Patches.Pad", [names.Name(pad.Source), names.Name(pad.Target)], pad.Windows);
                break;
            case TurnKernel turn:
                writer.Equation($"{_equation.Symbol(turn.Target)}: {_equation.Symbol(turn.Source)} turned by 180°, its channels exchanged", Addresses.Shape(turn.Target));
                writer.Line(
                    $"Patches.TurnKernel({names.Name(turn.Source)}, {names.Name(turn.Target)}, "
                    + $"channels: {turn.Target.Columns}, filters: {turn.Source.Columns});");
                break;
            case Reduce reduce when Lifetimes.IsPadded(reduce.Reads) && MapFusion.HasVectorFunctions(reduce.Expression):
                Write(reduce);
                break;
            case BiasGradient { Delta.RowsPerSample: > 1 } gradient:
                Write(new Reduce(gradient.Target, gradient.Delta.All, ReduceAxis.Rows, mean: false, accumulate: true));
                break;
            case Pool pool when Lifetimes.IsPadded(pool.Reads):
                writer.Equation(_equation.Of(pool), Addresses.Shape(pool.Target));
                WritePass(new PoolKernel(KernelName("Pool"), pool, names));
                break;
            case PoolGradient gradient when Lifetimes.IsPadded(gradient.Reads):
                writer.Equation(_equation.Of(gradient), Addresses.Shape(gradient.Target));
                WritePass(new PoolGradientKernel(KernelName("Pool"), gradient, names));
                break;
            case BlockedGradients block:
                Write(block);
                break;
            case TokenBlocks blocks:
                Write(blocks);
                break;
            case CopySideBySide copy:
                writer.Equation($"{_equation.Symbol(copy.Target)}, side by side", Addresses.Shape(copy.Target));
                WriteColumns("Copy", copy.Target, copy.Sources, isSource: true);
                break;
            case AddApart sum:
                writer.Equation($"{string.Join(", ", sum.Targets.Select(_equation.Symbol))} += their columns of {_equation.Symbol(sum.Source)}", Addresses.Shape(sum.Source));
                WriteColumns("Add", sum.Source, sum.Targets, isSource: false);
                break;
            default:
                _textbook.Write(op);
                break;
        }
    }

    private void Write(MatMul op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        if (!op.Accumulate)
            WriteColumnSymbols(op.Target);
        IEnumerable<string> arguments =
        [
            .. op.Products.SelectMany(product => new[] { Rows(product.Left), From(product.Right) }),
            .. op.Biases.Select(From),
            Rows(op.Target),
            RowCount(op.Target),
        ];
        writer.Line($"{kernels.Request(ProductKernel.Of(op))}({string.Join(", ", arguments)});");
    }

    /// <summary>The rows that one call of a kernel takes, and how many there are.</summary>
    private string Rows(Tensor tensor) =>
        names.Name(tensor) + (tensor.Layout is Layout.ByTokenOfBatch or Layout.ByTokenOfShard ? $".Slice(first * {Addresses.Number(tensor.Columns)})" : "");

    private static string RowCount(Tensor tensor) => tensor.IsByToken ? "count" : Addresses.MatrixRows(tensor);

    private static string Next(Scan scan) => scan.Reversed ? "next: t - 1" : "next: t + 1";

    private void WriteColumnSymbols(Tensor target)
    {
        if (target.ColumnSymbols.Count > 1)
            writer.Line($"// its columns: {string.Join(", ", target.ColumnSymbols)}");
    }

    private string Call(WeightGradient op, string input, string delta, string rows, int mostRows)
    {
        string sides = ProductKernel.IsTurned(op) ? $"{delta}, {input}" : $"{input}, {delta}";
        return $"{kernels.Request(ProductKernel.Of(op, mostRows))}({sides}, {From(op.Target)}, {rows});";
    }

    private void WriteEquation(WeightGradient op)
    {
        (string target, string input, string delta) = (_equation.Symbol(op.Target), _equation.Symbol(op.Input), _equation.Symbol(op.Delta));
        string sign = op.IsOnly ? "=" : "+=";
        writer.Equation($"{target} {sign} {input}ᵀ·{delta}", Addresses.Shape(op.Target));
        if (ProductKernel.IsTurned(op))
            writer.Line($"// its one column computed as a row: ({target})ᵀ {sign} {delta}ᵀ·{input}");
    }

    private void Write(WindowProduct op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        if (op.Activation is { } activation)
            writer.Equation(_equation.Of(activation), Addresses.Shape(activation.Target));
        string bias = op.Bias is { } view ? $", {From(view)}" : "";
        writer.Line(
            $"{kernels.Request(WindowKernel.Of(op))}({names.Name(op.Source)}, {From(op.Kernel)}{bias}, {names.Name(op.Target)}, {Samples(op.Source, op.Windows)});");
    }

    private void Write(WindowWeightGradient op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        writer.Line(
            $"{kernels.Request(WindowKernel.Of(op))}({names.Name(op.Source)}, {names.Name(op.Delta)}, {From(op.Target)}, {Samples(op.Source, op.Windows)});");
    }

    private static string Samples(Tensor source, Windows windows) =>
        source.Size == windows.InputSize ? "rows" : $"{Addresses.Number(source.Size / windows.InputSize)} * rows";

    private void Write(MapGroup group)
    {
        foreach (Map map in group.Maps)
            writer.Equation(_equation.Of(map), Addresses.Shape(map.Target));
        WritePass(new MapKernel(KernelName("Pass"), group, names));
    }

    /// <summary>From or to the columns of a wide matrix, one narrow one after the other.</summary>
    private void WriteColumns(string method, Tensor wide, IReadOnlyList<View> parts, bool isSource)
    {
        int offset = 0;
        foreach (View part in parts)
        {
            string wideSpan = $"{names.Name(wide)}{(offset == 0 ? "" : $".Slice({offset})")}, {wide.Columns}", span = $"{names.Name(part.Tensor)}, {part.Width}";
            writer.Line($"Columns.{method}({(isSource ? span : wideSpan)}, {(isSource ? wideSpan : span)});");
            offset += part.Width;
        }
    }

    private void Write(Reduce reduce)
    {
        writer.Equation(_equation.Of(reduce), Addresses.Shape(reduce.Target));
        WritePass(new ReduceKernel(KernelName("Sum"), reduce, names));
    }

    private void WritePass(PassKernel kernel)
    {
        string method = kernels.Request(kernel);
        writer.Line($"{method}({string.Join(", ", kernel.Tensors.Select(tensor => From(tensor, kernel.FirstColumn(tensor))).Concat(kernel.Scalars).Append("rows"))});");
    }

    private string KernelName(string what)
    {
        string stem = Names.PascalCase(names.LayerName) + what;
        int number = 1;
        while (kernels.IsTaken(stem + Addresses.Number(number)))
            number++;
        return stem + Addresses.Number(number);
    }

    private void Write(BlockedGradients block)
    {
        // Blocks hold the same timesteps whichever way the scan runs: their slots lie one after the other, as the sequences' do.
        int timesteps = block.Timesteps, count = block.Scan.Timesteps;
        bool reversed = block.Scan.Reversed;
        string first = reversed ? "t" : "blockStart";
        string isComplete = reversed ? $"t % {timesteps} == 0"
            : $"t % {timesteps} == {timesteps - 1}" + (count % timesteps == 0 ? "" : $" || t == {count - 1}");
        using (writer.Block($"if ({isComplete})"))
        {
            if (!reversed)
                writer.Line($"int blockStart = t - t % {timesteps};");
            writer.Line(
                $"int blockRows = {(reversed ? $"Math.Min({timesteps}, {count} - t)" : "(t - blockStart + 1)")} * rows;",
                $"the last {timesteps} timesteps together");
            foreach (WeightGradient gradient in block.Gradients)
            {
                writer.Line();
                WriteEquation(gradient);
                string slot = gradient.Input.Home!.Rule == SlotRule.Following ? $"({first} + 1)" : first;
                string input = $"{names.Name(gradient.Input.Home.Sequence)}.Slice({slot} * {Addresses.Rows(gradient.Input.RowStride)})";
                writer.Line(Call(gradient, input, names.Name(gradient.Delta.Home!.Sequence), "blockRows", shardRows * block.Timesteps));
            }
        }
    }

    private void Write(TokenBlocks blocks)
    {
        bool ofBatch = blocks.Reads.Concat(blocks.Writes).Any(tensor => tensor.Layout == Layout.ByTokenOfBatch);
        (string start, string end) = ofBatch ? ("tokens.First", "tokens.End") : ("0", "tokens.Count");
        using (writer.Block($"for (int first = {start}; first < {end}; first += {blocks.Tokens})"))
        {
            writer.Line($"int count = Math.Min({blocks.Tokens}, {end} - first);", "the next tokens");
            foreach (Op product in blocks.Products)
            {
                writer.Line();
                Write(product);
            }
        }
    }

    private string From(View view) => From(view.Tensor, view.Offset);

    private string From(Tensor tensor, int column) => column == 0 ? names.Name(tensor) : $"{names.Name(tensor)}.Slice({Addresses.Number(column)})";
}
