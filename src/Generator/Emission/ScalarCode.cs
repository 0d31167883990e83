using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission;

/// <summary>Writes an elementwise expression as C# on single elements; what occurs twice is computed once.</summary>
internal sealed class ScalarCode
{
    private readonly NumericType _type;
    private readonly Func<View, string> _element;
    private readonly Dictionary<Expr, string> _locals = [];

    /// <summary>The locals to declare before the expression: <c>float e = float.Exp(z[k]);</c>.</summary>
    public List<string> Declarations { get; } = [];

    /// <summary>The expression itself.</summary>
    public string Text { get; }

    public ScalarCode(Expr expression, NumericType type, Func<View, string> element)
    {
        _type = type;
        _element = element;
        foreach (Expr shared in expression.SharedParts)
        {
            string name = "s" + Declarations.Count;
            Declarations.Add($"{type.Keyword} {name} = {Print(shared, Precedence.Sum)};");
            _locals[shared] = name;
        }

        Text = Print(expression, Precedence.Choice);
    }

    private enum Precedence
    {
        Choice,
        Sum,
        Product,
        Factor,
    }

    private string Print(Expr expression, Precedence context)
    {
        if (_locals.TryGetValue(expression, out string? local))
            return local;
        (string text, Precedence own) = expression switch
        {
            View view => (_element(view), Precedence.Factor),
            Constant constant => (_type.Literal(constant.Value), constant.Value < 0 ? Precedence.Product : Precedence.Factor),
            Scalar scalar => (scalar.Name, Precedence.Factor),
            Negation negation => ("-" + Print(negation.Operand, Precedence.Factor), Precedence.Product),
            Binary binary => Print(binary),
            Call call => ($"{Name(call.Function)}({Print(call.Argument, Precedence.Choice)})", Precedence.Factor),
            Extremum extremum => (
                $"{_type.Keyword}.{(extremum.IsMax ? "Max" : "Min")}({Print(extremum.Left, Precedence.Choice)}, {Print(extremum.Right, Precedence.Choice)})",
                Precedence.Factor),
            Where choice => (
                $"{Print(choice.Left, Precedence.Sum)} > {Print(choice.Right, Precedence.Sum)} "
                + $"? {Print(choice.WhenTrue, Precedence.Sum)} : {Print(choice.WhenFalse, Precedence.Sum)}",
                Precedence.Choice),
            _ => throw new InvalidOperationException($"No C# for {expression.GetType().Name}."),
        };
        return own < context ? $"({text})" : text;
    }

    private (string, Precedence) Print(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => ($"{Print(binary.Left, Precedence.Sum)} + {Print(binary.Right, Precedence.Sum)}", Precedence.Sum),
        BinaryOperator.Subtract => ($"{Print(binary.Left, Precedence.Sum)} - {Print(binary.Right, Precedence.Product)}", Precedence.Sum),
        BinaryOperator.Multiply => ($"{Print(binary.Left, Precedence.Product)} * {Print(binary.Right, Precedence.Factor)}", Precedence.Product),
        _ => ($"{Print(binary.Left, Precedence.Product)} / {Print(binary.Right, Precedence.Factor)}", Precedence.Product),
    };

    /// <summary>.NET's own function where there is one; the others are in ScalarMath.</summary>
    private string Name(Function function) => function switch
    {
        Function.Square or Function.InverseSqrt or Function.Sigmoid or Function.Softplus or Function.Erf or Function.Sign => function.ToString(),
        _ => $"{_type.Keyword}.{function}",
    };
}
