using System.Globalization;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission;

/// <summary>Writes ops as a lecture would: <c>c_t = f_t ∘ c_{t−1} + i_t ∘ g_t</c>.</summary>
internal sealed class Equation(BlockNames names)
{
    public string Of(MatMul op)
    {
        IEnumerable<string> products = op.Products.Select(product =>
            $"{Symbol(product.Left)}·{Symbol(product.Right)}{(product.TransposeRight ? "ᵀ" : "")}");
        string sum = string.Join(" + ", products.Concat(op.Biases.Select(Symbol)));
        return $"{Symbol(op.Target)} {(op.Accumulate ? "+=" : "=")} {sum}";
    }

    public string Of(Map op)
    {
        if (op.Expression is Call { Function: Function.Flush })
            return $"{Symbol(op.Target)}: what is below 2⁻¹⁰⁴ becomes 0";
        // v = v + term reads better as v += term.
        if (op.Expression is Binary { Operator: BinaryOperator.Add } sum && sum.Left == op.Target)
            return $"{Symbol(op.Target)} += {Of(sum.Right)}";
        return $"{Symbol(op.Target)} = {Of(op.Expression)}";
    }

    public string Of(Reduce op)
    {
        string sum = $"Σ_{(op.Axis == ReduceAxis.Rows ? "rows" : "columns")} {Print(op.Expression, Precedence.Product)}";
        string count = (op.Mean, op.Axis) switch
        {
            (false, _) => "",
            (true, ReduceAxis.Columns) => $" / {Addresses.Number(op.Model.Width)}",
            _ => op.Model.Tensor.RowsPerSample == 1 ? " / rows" : $" / (rows·{Addresses.Number(op.Model.Tensor.RowsPerSample)})",
        };
        return $"{Symbol(op.Target)} {(op.Accumulate ? "+=" : "=")} {sum}{count}";
    }

    public string Of(Gather op) => $"{Symbol(op.Target)} = {Symbol(op.Table)}[{Symbol(op.Tokens)}]";

    public string Of(ScatterAdd op) => $"{Symbol(op.Target)}[{Symbol(op.Tokens)}] += {Symbol(op.Delta)}";

    public string Of(ExtractPatches op) => $"{Symbol(op.Target)} = what each {Size(op.Windows)} window of {Symbol(op.Source)} sees, window by window";

    public string Of(FoldPatches op) => $"{Symbol(op.Target)} = {Symbol(op.Source)}, each value added to where it was seen";

    public string Of(Pad op) => $"{Symbol(op.Target)} = {Symbol(op.Source)} with its padding";

    public string Of(WindowProduct op) =>
        $"{Symbol(op.Sum)} = what each {Size(op.Windows)} window of {Symbol(op.Source)} sees · {Symbol(op.Kernel)}{(op.Bias is { } bias ? $" + {Symbol(bias)}" : "")}";

    public string Of(WindowWeightGradient op) =>
        $"{Symbol(op.Target)} += what each {Size(op.Windows)} window of {Symbol(op.Source)} sees, ᵀ·{Symbol(op.Delta)}";

    public string Of(Pool op) => $"{Symbol(op.Target)} = {(op.IsMax ? "max" : "mean")} of {Symbol(op.Source)} over each {Size(op.Windows)} window";

    public string Of(PoolGradient op) => op.Pool.IsMax
        ? $"{Symbol(op.Target)} = {Symbol(op.OutputGradient)} at the first largest {Symbol(op.Pool.Source)} of each {Size(op.Pool.Windows)} window, else 0"
        : $"{Symbol(op.Target)} = {Symbol(op.OutputGradient)} / count, at each position of each {Size(op.Pool.Windows)} window";

    public string Of(Expr expression) => Print(expression, Precedence.Choice);

    public string Symbol(View view) =>
        view.IsWhole ? Symbol(view.Tensor) : view.Tensor.ColumnSymbol(view.Offset) ?? $"{Symbol(view.Tensor)}[{view.Offset}..]";

    public string Symbol(Tensor tensor) => names.Symbol(tensor);

    private enum Precedence
    {
        Choice,
        Sum,
        Product,
        Factor,
    }

    private string Print(Expr expression, Precedence context)
    {
        (string text, Precedence own) = expression switch
        {
            View view => (Symbol(view), Precedence.Factor),
            Constant constant => (Number(constant.Value), constant.Value < 0 ? Precedence.Sum : Precedence.Factor),
            Scalar scalar => (scalar.Name, Precedence.Factor),
            Negation negation => ("−" + Print(negation.Operand, Precedence.Product), Precedence.Sum),
            Binary binary => Print(binary),
            Call { Function: Function.Square } square => (Print(square.Argument, Precedence.Factor) + "²", Precedence.Factor),
            Call { Function: Function.InverseSqrt } root => ($"1 / √({Print(root.Argument, Precedence.Sum)})", Precedence.Product),
            Call { Function: Function.Abs } abs => ($"|{Print(abs.Argument, Precedence.Sum)}|", Precedence.Factor),
            Call call => ($"{Name(call.Function)}({Print(call.Argument, Precedence.Sum)})", Precedence.Factor),
            Extremum extremum => ($"{(extremum.IsMax ? "max" : "min")}({Of(extremum.Left)}, {Of(extremum.Right)})", Precedence.Factor),
            Where choice => ($"{Of(choice.Left)} > {Of(choice.Right)} ? {Of(choice.WhenTrue)} : {Of(choice.WhenFalse)}", Precedence.Choice),
            _ => throw new InvalidOperationException($"No notation for {expression.GetType().Name}."),
        };
        return own < context ? $"({text})" : text;
    }

    private (string, Precedence) Print(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => ($"{Print(binary.Left, Precedence.Sum)} + {Print(binary.Right, Precedence.Sum)}", Precedence.Sum),
        BinaryOperator.Subtract => ($"{Print(binary.Left, Precedence.Sum)} − {Print(binary.Right, Precedence.Product)}", Precedence.Sum),
        BinaryOperator.Multiply => (
            $"{Print(binary.Left, Precedence.Product)}{ProductSign(binary)}{Print(binary.Right, Precedence.Factor)}", Precedence.Product),
        _ => ($"{Print(binary.Left, Precedence.Product)} / {Print(binary.Right, Precedence.Factor)}", Precedence.Product),
    };

    /// <summary>∘ between two vectors, · where one side is a number.</summary>
    private static string ProductSign(Binary product) =>
        product.Left is Constant || product.Right is Constant or Scalar ? "·" : " ∘ ";

    /// <summary>3 × 3, or 5 for windows over time.</summary>
    private static string Size(Windows windows) => windows.Down == WindowAxis.Single
        ? Addresses.Number(windows.Across.Size)
        : $"{Addresses.Number(windows.Down.Size)} × {Addresses.Number(windows.Across.Size)}";

    private static string Name(Function function) => function switch
    {
        Function.Sigmoid => "σ",
        Function.Sqrt => "√",
        _ => function.ToString().ToLowerInvariant(),
    };

    private static string Number(double value) =>
        Math.Round(value, 6).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
