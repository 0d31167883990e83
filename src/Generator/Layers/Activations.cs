using RnnGen.Generator.Ir;
using static RnnGen.Generator.Ir.Expr;

namespace RnnGen.Generator.Layers;

/// <summary>The activation functions as expressions (Keras' definitions); their derivatives follow from them.</summary>
internal static class Activations
{
    public const string Linear = nameof(Linear);
    public const string Softmax = nameof(Softmax);
    public const string Sigmoid = nameof(Sigmoid);

    // Self-normalising networks (Klambauer et al. 2017).
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    /// <summary>Applies an elementwise activation by the name of its member of the <c>Activation</c> enum.</summary>
    public static Expr Apply(string name, Expr x) => name switch
    {
        Linear => x,
        "Relu" => Max(x, 0),
        "LeakyRelu" => WhereGreater(x, 0, x, 0.2 * x),
        "Elu" => WhereGreater(x, 0, x, Exp(x) - 1),
        "Selu" => WhereGreater(x, 0, SeluScale * x, SeluScale * SeluAlpha * (Exp(x) - 1)),
        "Gelu" => 0.5 * x * (1 + Expr.Apply(Function.Erf, Math.Sqrt(0.5) * x)),
        "Silu" => x * Expr.Sigmoid(x),
        "Softplus" => Expr.Apply(Function.Softplus, x),
        "Softsign" => x / (1 + Abs(x)),
        "Tanh" => Tanh(x),
        Sigmoid => Expr.Sigmoid(x),
        "HardSigmoid" => Max(Min(x / 6 + 0.5, 1), 0),
        "Exponential" => Exp(x),
        _ => throw new InvalidOperationException($"Activation {name} has no elementwise expression."),
    };
}
