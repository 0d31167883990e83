using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Functions of one value that Textbook code names and .NET does not have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScalarMath
{
    /// <summary>x².</summary>
    /// <param name="x">Any value.</param>
    /// <typeparam name="T">The type of the value.</typeparam>
    public static T Square<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * x;

    /// <summary>1 / √x.</summary>
    /// <inheritdoc cref="Square"/>
    public static T InverseSqrt<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / T.Sqrt(x);

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <inheritdoc cref="Square"/>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    /// <summary>log(1 + eˣ), without overflow for large x.</summary>
    /// <inheritdoc cref="Square"/>
    public static T Softplus<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Max(x, T.Zero) + LogOnePlus(T.Exp(-T.Abs(x)));

    /// <summary>−1, 0 or 1; NaN stays NaN.</summary>
    /// <inheritdoc cref="Square"/>
    public static T Sign<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? T.NegativeOne : x;

    /// <summary>The error function, 2/√π · ∫₀ˣ exp(−t²) dt, to double precision (W. J. Cody, Math. Comp. 23, 1969).</summary>
    /// <inheritdoc cref="Square"/>
    public static T Erf<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Erf(double.CreateTruncating(x)));

    private static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (magnitude <= 0.46875)
            return x * Ratio(x * x, s_smallNumerator, s_smallDenominator);
        if (magnitude > 6)
            return Math.Sign(x);
        double complement = magnitude <= 4
            ? Math.Exp(-x * x) * Ratio(magnitude, s_middleNumerator, s_middleDenominator)
            : Math.Exp(-x * x) / magnitude * (0.56418958354775628695 - LargeTail(1 / (x * x)));
        return Math.Sign(x) * (1 - complement);
    }

    /// <summary>
    /// log(1 + x), exact for small x too, where T.LogP1 gives 0: the quotient makes good what rounding takes from 1 + x
    /// (W. Kahan; D. Goldberg, What every computer scientist should know about floating-point arithmetic, theorem 4).
    /// </summary>
    private static T LogOnePlus<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T u = T.One + x;
        return u == T.One ? x : T.Log(u) * x / (u - T.One);
    }

    private static double LargeTail(double inverseSquare) => inverseSquare * Ratio(inverseSquare, s_largeNumerator, s_largeDenominator);

    /// <summary>A quotient of polynomials, the coefficients from the highest power down.</summary>
    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator) =>
        Polynomial(x, numerator) / Polynomial(x, denominator);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
            value = value * x + coefficient;
        return value;
    }

    private static readonly double[] s_smallNumerator =
        [1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];

    private static readonly double[] s_smallDenominator =
        [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];

    private static readonly double[] s_middleNumerator =
    [
        2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
        8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
    ];

    private static readonly double[] s_middleDenominator =
    [
        1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
        3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
    ];

    private static readonly double[] s_largeNumerator =
    [
        1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
        1.60837851487422766e-2, 6.58749161529837803e-4,
    ];

    private static readonly double[] s_largeDenominator =
    [
        1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
    ];
}
