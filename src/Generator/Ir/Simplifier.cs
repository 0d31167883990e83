namespace RnnGen.Generator.Ir;

/// <summary>
/// The algebra behind <see cref="Expr"/>'s operators: constants are folded and moved to the front, neutral and
/// absorbing elements disappear, x·x becomes x². Nothing is reordered beyond that, so that equations stay recognisable.
/// Constants whose result is no finite float are left to the code: it has no literal for that.
/// </summary>
internal static class Simplifier
{
    public static Expr Add(Expr left, Expr right) => (left, right) switch
    {
        (Constant a, Constant b) => Fold(a.Value + b.Value, BinaryOperator.Add, a, b),
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        (_, Negation b) => left - b.Operand,
        (Negation a, _) => right - a.Operand,
        _ => new Binary(BinaryOperator.Add, left, right),
    };

    public static Expr Subtract(Expr left, Expr right) => (left, right) switch
    {
        (Constant a, Constant b) => Fold(a.Value - b.Value, BinaryOperator.Subtract, a, b),
        (Constant { Value: 0 }, _) => -right,
        (_, Constant { Value: 0 }) => left,
        (_, Negation b) => left + b.Operand,
        // (a + b) − b, as the quotient rule leaves it behind.
        (Binary { Operator: BinaryOperator.Add } sum, _) when sum.Right == right => sum.Left,
        _ when left == right => 0,
        _ => new Binary(BinaryOperator.Subtract, left, right),
    };

    public static Expr Multiply(Expr left, Expr right) => (left, right) switch
    {
        (Constant a, Constant b) => Fold(a.Value * b.Value, BinaryOperator.Multiply, a, b),
        (Constant { Value: 0 }, _) or (_, Constant { Value: 0 }) => 0,
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        (Constant { Value: -1 }, _) => -right,
        (_, Constant { Value: -1 }) => -left,
        (_, Constant) => right * left,
        (Constant a, Binary { Operator: BinaryOperator.Multiply, Left: Constant b } product) when IsFinite(a.Value * b.Value) =>
            (a.Value * b.Value) * product.Right,
        (Binary { Operator: BinaryOperator.Multiply, Left: Constant b, Right: not Constant } product, _) => b * (product.Right * right),
        (not Constant, Binary { Operator: BinaryOperator.Multiply, Left: Constant b, Right: not Constant } product) => b * (left * product.Right),
        (Negation a, Negation b) => a.Operand * b.Operand,
        (Negation a, _) => -(a.Operand * right),
        (_, Negation b) => -(left * b.Operand),
        // A factor goes into the branches of a choice of which one is a constant: dy·(y > 0 ? 1 : 0) is y > 0 ? dy : 0.
        (_, Where { WhenTrue: Constant } choice) => Into(choice, left),
        (_, Where { WhenFalse: Constant } choice) => Into(choice, left),
        (Where { WhenTrue: Constant } choice, _) => Into(choice, right),
        (Where { WhenFalse: Constant } choice, _) => Into(choice, right),
        // x·sign(x), as the derivative of |x| leaves it behind.
        (_, Call { Function: Function.Sign } sign) when sign.Argument == left => Expr.Abs(left),
        _ when left == right && left is not Constant => new Call(Function.Square, left),
        (not Constant, Binary { Operator: BinaryOperator.Multiply } product) => left * product.Left * product.Right,
        _ => new Binary(BinaryOperator.Multiply, left, right),
    };

    public static Expr Divide(Expr left, Expr right) => (left, right) switch
    {
        (Constant a, Constant b) => Fold(a.Value / b.Value, BinaryOperator.Divide, a, b),
        (Constant { Value: 0 }, _) => 0,
        (_, Constant { Value: 1 }) => left,
        (Negation a, _) => -(a.Operand / right),
        _ => new Binary(BinaryOperator.Divide, left, right),
    };

    public static Expr Negate(Expr value) => value switch
    {
        Constant constant => -constant.Value,
        Negation negation => negation.Operand,
        Binary { Operator: BinaryOperator.Subtract } difference => difference.Right - difference.Left,
        Binary { Operator: BinaryOperator.Multiply, Left: Constant factor } product => -factor.Value * product.Right,
        _ => new Negation(value),
    };

    private static Expr Fold(double value, BinaryOperator operation, Constant left, Constant right) =>
        IsFinite(value) ? value : new Binary(operation, left, right);

    private static bool IsFinite(double value) => !float.IsNaN((float)value) && !float.IsInfinity((float)value);

    private static Expr Into(Where choice, Expr factor) =>
        Expr.WhereGreater(choice.Left, choice.Right, factor * choice.WhenTrue, factor * choice.WhenFalse);
}
