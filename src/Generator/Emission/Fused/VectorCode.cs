using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Writes elementwise expressions as C# on vectors of one width; what occurs twice is computed once.</summary>
internal sealed class VectorCode(VectorWidth width, Func<View, string> local)
{
    private readonly Dictionary<Expr, string> _shared = [];

    /// <summary>Declares the subexpressions that occur more than once, then gives the expression itself.</summary>
    public string Write(Expr expression, Action<string, string> declare)
    {
        foreach (Expr part in expression.SharedParts)
        {
            if (_shared.ContainsKey(part))
                continue;

            // From 1: a tensor s has s0 for the reference to its first value.
            string name = "s" + Addresses.Number(_shared.Count + 1);
            declare(name, Print(part, Precedence.Sum));
            _shared[part] = name;
        }

        return Print(expression, Precedence.Sum);
    }

    private enum Precedence
    {
        Sum,
        Product,
        Factor,
    }

    private string Print(Expr expression, Precedence context)
    {
        if (_shared.TryGetValue(expression, out string? name))
            return name;
        (string text, Precedence own) = expression switch
        {
            View view => (local(view), Precedence.Factor),
            Constant constant => ($"{width.Type}.Create({NumericType.Single.Literal(constant.Value)})", Precedence.Factor),
            Scalar scalar => ($"{width.Type}.Create({scalar.Name})", Precedence.Factor),
            Negation negation => ("-" + Print(negation.Operand, Precedence.Factor), Precedence.Product),
            Binary binary => Print(binary),
            Call { Function: Function.Square } call => Square(call),
            Call { Function: Function.Exp or Function.Log or Function.Sqrt or Function.Abs } call => (
                $"{width.Type}.{call.Function}({Print(call.Argument, Precedence.Sum)})", Precedence.Factor),
            Call call => ($"{call.Function}({Print(call.Argument, Precedence.Sum)})", Precedence.Factor),
            Extremum extremum => (
                $"{width.Type}.{(extremum.IsMax ? "Max" : "Min")}({Print(extremum.Left, Precedence.Sum)}, {Print(extremum.Right, Precedence.Sum)})",
                Precedence.Factor),
            Where choice => (
                $"{width.Type}.ConditionalSelect({width.Type}.GreaterThan({Print(choice.Left, Precedence.Sum)}, {Print(choice.Right, Precedence.Sum)}), "
                + $"{Print(choice.WhenTrue, Precedence.Sum)}, {Print(choice.WhenFalse, Precedence.Sum)})",
                Precedence.Factor),
            _ => throw new InvalidOperationException($"No vector code for {expression.GetType().Name}."),
        };
        return own < context ? $"({text})" : text;
    }

    private (string, Precedence) Square(Call call)
    {
        string operand = Print(call.Argument, Precedence.Factor);
        return call.Argument is View || _shared.ContainsKey(call.Argument)
            ? ($"{operand} * {operand}", Precedence.Product)
            : ($"Square({operand})", Precedence.Factor);
    }

    private (string, Precedence) Print(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => ($"{Print(binary.Left, Precedence.Sum)} + {Print(binary.Right, Precedence.Sum)}", Precedence.Sum),
        BinaryOperator.Subtract => ($"{Print(binary.Left, Precedence.Sum)} - {Print(binary.Right, Precedence.Product)}", Precedence.Sum),
        BinaryOperator.Multiply => ($"{Print(binary.Left, Precedence.Product)} * {Print(binary.Right, Precedence.Factor)}", Precedence.Product),
        _ => ($"{Print(binary.Left, Precedence.Product)} / {Print(binary.Right, Precedence.Factor)}", Precedence.Product),
    };
}
