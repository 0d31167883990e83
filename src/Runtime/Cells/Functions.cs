using RnnGen.Kernels;

namespace RnnGen.Cells;

/// <summary>
/// The functions that the equations of a cell may use, with the definitions of the activations of the same names:
/// <c>using static RnnGen.Cells.Functions;</c>
/// </summary>
public static class Functions
{
    private const float SeluAlpha = 1.6732632423543772f;
    private const float SeluScale = 1.0507009873554805f;

    /// <summary>tanh(x), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Tanh(Vector x) => x.Map(value => MathF.Tanh(value));

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Sigmoid(Vector x) => x.Map(value => ScalarMath.Sigmoid(value));

    /// <summary>max(x, 0), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Relu(Vector x) => x.Map(value => MathF.Max(value, 0));

    /// <summary>x where x &gt; 0, else 0.2·x, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector LeakyRelu(Vector x) => x.Map(value => value > 0 ? value : 0.2f * value);

    /// <summary>x where x &gt; 0, else eˣ − 1, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Elu(Vector x) => x.Map(value => value > 0 ? value : MathF.Exp(value) - 1);

    /// <summary>λ·x where x &gt; 0, else λ·α·(eˣ − 1), with λ = 1.05070098735548 and α = 1.67326324235438, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Selu(Vector x) => x.Map(value => SeluScale * (value > 0 ? value : SeluAlpha * (MathF.Exp(value) - 1)));

    /// <summary>½·x·(1 + erf(x/√2)), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Gelu(Vector x) => x.Map(value => 0.5f * value * (1 + ScalarMath.Erf(value * MathF.Sqrt(0.5f))));

    /// <summary>x·σ(x), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Silu(Vector x) => x.Map(value => value * ScalarMath.Sigmoid(value));

    /// <summary>log(1 + eˣ), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Softplus(Vector x) => x.Map(value => ScalarMath.Softplus(value));

    /// <summary>x / (1 + |x|), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Softsign(Vector x) => x.Map(value => value / (1 + MathF.Abs(value)));

    /// <summary>min(max(x/6 + ½, 0), 1), value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector HardSigmoid(Vector x) => x.Map(value => MathF.Max(MathF.Min(value / 6 + 0.5f, 1), 0));

    /// <summary>eˣ, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Exp(Vector x) => x.Map(value => MathF.Exp(value));

    /// <summary>The natural logarithm of x, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Log(Vector x) => x.Map(value => MathF.Log(value));

    /// <summary>√x, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Sqrt(Vector x) => x.Map(value => MathF.Sqrt(value));

    /// <summary>x², value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Square(Vector x) => x.Map(value => value * value);

    /// <summary>|x|, value by value.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Abs(Vector x) => x.Map(value => MathF.Abs(value));

    /// <summary>e^xᵢ / Σⱼ e^xⱼ over all values.</summary>
    /// <param name="x">A vector.</param>
    public static Vector Softmax(Vector x)
    {
        float largest = x.Length == 0 ? 0 : x.ToArray().Max();
        Vector exponentials = Exp(x - largest);
        return exponentials / exponentials.ToArray().Sum();
    }

    /// <summary>The smaller of two values, value by value.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">A vector of as many values.</param>
    /// <exception cref="ArgumentException">The vectors have unequal numbers of values.</exception>
    public static Vector Min(Vector left, Vector right) => Vector.Zip("compared with", left, right, MathF.Min);

    /// <summary>The smaller of each value and a number.</summary>
    /// <param name="vector">A vector.</param>
    /// <param name="number">A number.</param>
    public static Vector Min(Vector vector, double number) => vector.Map(value => MathF.Min(value, (float)number));

    /// <inheritdoc cref="Min(Vector, double)"/>
    public static Vector Min(double number, Vector vector) => Min(vector, number);

    /// <summary>The larger of two values, value by value.</summary>
    /// <inheritdoc cref="Min(Vector, Vector)"/>
    public static Vector Max(Vector left, Vector right) => Vector.Zip("compared with", left, right, MathF.Max);

    /// <summary>The larger of each value and a number.</summary>
    /// <inheritdoc cref="Min(Vector, double)"/>
    public static Vector Max(Vector vector, double number) => vector.Map(value => MathF.Max(value, (float)number));

    /// <inheritdoc cref="Max(Vector, double)"/>
    public static Vector Max(double number, Vector vector) => Max(vector, number);
}
