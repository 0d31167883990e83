using RnnGen.Generator.Ir;
using static RnnGen.Generator.Ir.Expr;

namespace RnnGen.Generator.Differentiation;

/// <summary>The derivative of an elementwise expression in one of the views it reads: the rules of calculus, one line each.</summary>
internal static class SymbolicDerivative
{
    public static Expr Of(Expr expression, View variable) => expression switch
    {
        View view => view == variable ? 1 : 0,
        Constant or Scalar => 0,
        Negation negation => -Of(negation.Operand, variable),
        Binary binary => OfBinary(binary, Of(binary.Left, variable), Of(binary.Right, variable)),
        Call call => OfCall(call, Of(call.Argument, variable)),
        Extremum extremum => OfExtremum(extremum, Of(extremum.Left, variable), Of(extremum.Right, variable)),
        Where choice => WhereGreater(
            choice.Left, choice.Right, Of(choice.WhenTrue, variable), Of(choice.WhenFalse, variable)),
        _ => throw new InvalidOperationException($"No derivative is known for {expression.GetType().Name}."),
    };

    private static Expr OfBinary(Binary binary, Expr dLeft, Expr dRight) => binary.Operator switch
    {
        BinaryOperator.Add => dLeft + dRight,
        BinaryOperator.Subtract => dLeft - dRight,
        BinaryOperator.Multiply => dLeft * binary.Right + binary.Left * dRight,
        _ => (dLeft * binary.Right - binary.Left * dRight) / (binary.Right * binary.Right),
    };

    private static Expr OfCall(Call call, Expr dx)
    {
        if (dx is Constant { Value: 0 })
            return 0;
        Expr x = call.Argument;
        // Where it can, a rule is written with the function's own value, which the forward pass has computed already.
        return call.Function switch
        {
            Function.Exp => dx * call,
            Function.Log => dx / x,
            Function.Sqrt => 0.5 * dx / call,
            Function.InverseSqrt => -0.5 * dx * (call * ((Expr)call * call)),
            Function.Square => 2.0 * dx * x,
            Function.Tanh => dx * (1 - (Expr)call * call),
            Function.Sigmoid => dx * call * (1 - (Expr)call),
            Function.Softplus => dx * Sigmoid(x),
            Function.Erf => 2 / Math.Sqrt(Math.PI) * dx * Exp(-(x * x)),
            Function.Abs => dx * Apply(Function.Sign, x),
            Function.Sign => 0,
            _ => throw new InvalidOperationException($"No derivative is known for {call.Function}."),
        };
    }

    private static Expr OfExtremum(Extremum extremum, Expr dLeft, Expr dRight)
    {
        // max(x, k) > k says the same as x > k, and the maximum is at hand where x no longer is.
        Expr side = extremum.Right is Constant ? extremum : extremum.Left;
        return extremum.IsMax
            ? WhereGreater(side, extremum.Right, dLeft, dRight)
            : WhereGreater(extremum.Right, side, dLeft, dRight);
    }
}
