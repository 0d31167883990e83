using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>Prints one op at a time: its equation as a comment, then a call or a short loop that computes it.</summary>
internal sealed class TextbookOps(CodeWriter writer, NumericType type, BlockNames names) : IOpPrinter
{
    private readonly Equation _equation = new(names);
    private readonly TextbookMaps _maps = new(writer, type, names);
    private readonly TextbookReductions _reductions = new(writer, type, names);
    private readonly TextbookWindows _windows = new(writer, names);
    private readonly TextbookMoves _moves = new(writer, names);

    public void Write(Op op)
    {
        switch (op)
        {
            case MatMul matMul:
                Write(matMul);
                break;
            case WeightGradient gradient:
                Write(gradient);
                break;
            case BiasGradient gradient:
                writer.Equation(
                    $"{_equation.Symbol(gradient.Target)} += Σ_rows {_equation.Symbol(gradient.Delta)}", Addresses.Shape(gradient.Target));
                writer.Line($"Rows.AddSum({names.Name(gradient.Delta)}, {Slice(gradient.Target)});");
                break;
            case Map map:
                writer.Equation(_equation.Of(map), Addresses.Shape(map.Target));
                _maps.Write(map);
                break;
            case Reduce reduce:
                _reductions.Write(reduce);
                break;
            case ExtractPatches patches:
                _windows.Write(patches);
                break;
            case FoldPatches fold:
                _windows.Write(fold);
                break;
            case Pool pool:
                _windows.Write(pool);
                break;
            case PoolGradient gradient:
                _windows.Write(gradient);
                break;
            case Softmax softmax:
                writer.Equation($"{_equation.Symbol(softmax.Target)} = softmax({_equation.Symbol(softmax.Source)})", Addresses.Shape(softmax.Target));
                writer.Line(
                    $"Softmax.Set({From(softmax.Source)}, {names.Name(softmax.Target)}, "
                    + $"{softmax.Target.Columns}{Stride(softmax.Source)});");
                break;
            case SoftmaxGradient gradient:
                Write(gradient);
                break;
            case SwapBatchAndTime swap:
                _moves.Write(swap);
                break;
            case ReverseTime reverse:
                _moves.Write(reverse);
                break;
            case Concat concat:
                _moves.Write(concat);
                break;
            case Repeat repeat:
                _moves.Write(repeat);
                break;
            case SumOverTime sum:
                _moves.Write(sum);
                break;
            case PermuteAxes permute:
                _moves.Write(permute);
                break;
            case Clear clear:
                writer.Equation($"{_equation.Symbol(clear.Target)} = 0", Addresses.Shape(clear.Target));
                writer.Line($"{names.Name(clear.Target)}.Clear();");
                break;
            case DropoutMask mask:
                writer.Equation(
                    $"{_equation.Symbol(mask.Target)} = 0 or {NumericType.Invariant(Math.Round(1 / (1 - mask.Rate), 4))} by chance while training, else 1",
                    Addresses.Shape(mask.Target));
                writer.Line(
                    $"DropoutMask.Fill({names.Name(mask.Target)}, {NumericType.Invariant(mask.Rate)}, training, seed, step, stream: {mask.Stream});");
                break;
            case CrossEntropyGradient gradient:
                Write(gradient);
                break;
            case Transpose transpose:
                writer.Equation(_equation.Symbol(transpose.Target), Addresses.Shape(transpose.Target));
                writer.Line(
                    $"MatMul.Transpose({From(transpose.Source)}, {names.Name(transpose.Target)}, "
                    + $"{transpose.Target.Columns}, {transpose.Source.Width}{Stride(transpose.Source)});");
                break;
            case Gather gather:
                writer.Equation(_equation.Of(gather), Addresses.Shape(gather.Target));
                writer.Line($"Table.Gather{ByTime(gather.Target)}({names.Name(gather.Table)}, {names.Name(gather.Tokens)}, {names.Name(gather.Target)}, {gather.Table.Columns}{Timesteps(gather.Target)});");
                break;
            case TimestepMask mask:
                Write(mask);
                break;
            case Reinterpret:
                // The same memory under another shape: nothing to compute.
                break;
            default:
                throw new InvalidOperationException($"Textbook code has no form for {op.GetType().Name}.");
        }
    }

    private void Write(MatMul op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        if (op.Target.ColumnSymbols.Count > 1 && !op.Accumulate)
            writer.Line($"// its columns: {string.Join(", ", op.Target.ColumnSymbols)}");
        string target = names.Name(op.Target), rows = Addresses.MatrixRows(op.Target);
        bool holdsSum = op.Accumulate;
        foreach (View bias in op.Biases)
        {
            writer.Line($"Rows.{(holdsSum ? "Add" : "Set")}({Slice(bias)}, {target});");
            holdsSum = true;
        }

        foreach (Product product in op.Products)
        {
            string method = (holdsSum ? "Add" : "Set") + (product.TransposeRight ? "Transposed" : "");
            int inner = product.TransposeRight ? op.Target.Columns : product.Left.Columns;
            writer.Line(
                $"MatMul.{method}({names.Name(product.Left)}, {From(product.Right)}, {target}, {rows}, "
                + $"{inner}, {product.Right.Width}{Stride(product.Right)});");
            holdsSum = true;
        }
    }

    private void Write(WeightGradient op)
    {
        writer.Equation(
            $"{_equation.Symbol(op.Target)} += {_equation.Symbol(op.Input)}ᵀ·{_equation.Symbol(op.Delta)}", Addresses.Shape(op.Target));
        writer.Line(
            $"MatMul.AddWeightGradient({names.Name(op.Input)}, {names.Name(op.Delta)}, {From(op.Target)}, "
            + $"{Addresses.MatrixRows(op.Delta)}, {op.Input.Columns}, {op.Target.Width}{Stride(op.Target)});");
    }

    private void Write(SoftmaxGradient op)
    {
        string y = _equation.Symbol(op.Output), dy = _equation.Symbol(op.OutputGradient);
        writer.Equation($"{_equation.Symbol(op.Target)} = {y} ∘ ({dy} − Σ {dy} ∘ {y})", Addresses.Shape(op.Target));
        writer.Line(
            $"Softmax.SetGradient({names.Name(op.Output)}, {names.Name(op.OutputGradient.Tensor)}, {names.Name(op.Target)}, {op.Target.Columns});");
    }

    private void Write(CrossEntropyGradient op)
    {
        string target = names.Name(op.Target), labels = op.Loss.Target.Name;
        int classes = op.Loss.Classes;
        string probabilities = op.Loss.Probabilities is { } given ? _equation.Symbol(given) : $"softmax({_equation.Symbol(op.Loss.Logits)})";
        string oneHot = op.Loss.Sparse ? "onehot(y*)" : "y*";
        writer.Equation($"{_equation.Symbol(op.Target)} = ({probabilities} − {oneHot})·scale", Addresses.Shape(op.Target));
        string source = target;
        if (op.Loss.Probabilities is null)
            writer.Line($"Softmax.Set({names.Name(op.Loss.Logits)}, {target}, {classes});");
        else
            source = names.Name(op.Loss.Probabilities);
        if (op.Loss.Sparse)
        {
            writer.Line($"CrossEntropy.SetSparseGradient({source}, {labels}, {target}, {classes}, scale);");
            return;
        }

        writer.Line($"for (int k = 0; k < {target}.Length; k++)");
        using (writer.Indent())
            writer.Line($"{target}[k] = ({source}[k] - {labels}[k]) * scale;");
    }

    private void Write(TimestepMask op)
    {
        string source = _equation.Symbol(op.Source), padding = op is ValueMask values ? NumericType.Invariant(values.Padding) : "0";
        writer.Equation($"{_equation.Symbol(op.Target)} = 1, but 0 where {source}_t is padding: {padding}", Addresses.Shape(op.Target));
        string arguments = $"{names.Name(op.Source)}, {names.Name(op.Target)}, {Addresses.Number(op.Target.Shape.Dimensions[0])}";
        writer.Line(op is ValueMask
            ? $"Masks.OfValues({arguments}, {op.Source.Columns}, {padding});"
            : $"Masks.OfTokens({arguments});");
    }

    private static string ByTime(Tensor sequence) => sequence.Layout == Layout.TimeMajor ? "ByTime" : "";

    private static string Timesteps(Tensor sequence) =>
        sequence.Layout == Layout.TimeMajor ? $", {Addresses.Number(sequence.Shape.Dimensions[0])}" : "";

    /// <summary>The span from the view's first value on; the stride says how to go on.</summary>
    private string From(View view) =>
        view.Offset == 0 ? names.Name(view.Tensor) : $"{names.Name(view.Tensor)}.Slice({view.Offset})";

    /// <summary>The view's values alone.</summary>
    private string Slice(View view) =>
        view.IsWhole ? names.Name(view.Tensor) : $"{names.Name(view.Tensor)}.Slice({view.Offset}, {view.Width})";

    private static string Stride(View view) => view.IsWhole ? "" : $", stride: {view.Tensor.Columns}";
}
