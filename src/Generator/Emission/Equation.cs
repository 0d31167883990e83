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
        // v = v + term reads better as v += term.
        if (op.Expression is Binary { Operator: BinaryOperator.Add } sum && sum.Left == op.Target)
            return $"{Symbol(op.Target)} += {Of(sum.Right)}";
        return $"{Symbol(op.Target)} = {Of(op.Expression)}";
    }

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

    private static string Name(Function function) => function switch
    {
        Function.Sigmoid => "σ",
        Function.Sqrt => "√",
        _ => function.ToString().ToLowerInvariant(),
    };

    private static string Number(double value) =>
        Math.Round(value, 6).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
