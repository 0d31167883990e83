using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>Adam with Nesterov momentum (Dozat, 2015; Keras: <c>Nadam</c>).</summary>
/// <remarks>
/// <code>
/// uₜ = β₁·(1 − ½·0.96ᵗ),  Uₜ = u₁·u₂·…·uₜ
/// m += (g − m)·(1 − β₁)
/// v += (g² − v)·(1 − β₂)
/// m̂ = uₜ₊₁·m / (1 − Uₜ₊₁) + (1 − uₜ)·g / (1 − Uₜ)
/// w −= lr·m̂ / (√(v / (1 − β₂ᵗ)) + ε)
/// </code>
/// </remarks>
public sealed class Nadam : Optimizer
{
    private const double MomentumDecay = 0.96;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private double _momentumProduct = 1;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="beta1">β₁: share of the running mean of gradients kept, in [0, 1).</param>
    /// <param name="beta2">β₂: share of the running mean of squared gradients kept, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Nadam(float learningRate = 0.001f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate)
    {
        _beta1 = CheckRate(beta1, nameof(beta1));
        _beta2 = CheckRate(beta2, nameof(beta2));
        _epsilon = CheckFinite(epsilon, nameof(epsilon));
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => [("beta1", _beta1), ("beta2", _beta2), ("epsilon", _epsilon)];

    private protected override int StateCount => Rule.StateCount;

    private protected override double Scalar
    {
        get => _momentumProduct;
        set => _momentumProduct = value;
    }

    private protected override void Update()
    {
        double u = Momentum(Iterations);
        double nextU = Momentum(Iterations + 1);
        _momentumProduct *= u;
        var rule = new Rule(
            learningRate: LearningRate,
            oneMinusBeta1: (float)(1 - _beta1),
            oneMinusBeta2: (float)(1 - _beta2),
            momentumFactor: (float)(nextU / (1 - _momentumProduct * nextU)),
            gradientFactor: (float)((1 - u) / (1 - _momentumProduct)),
            correction: (float)(1 - Math.Pow(_beta2, Iterations)),
            epsilon: (float)_epsilon);
        Run(rule);
    }

    private double Momentum(long t) => _beta1 * (1 - 0.5 * Math.Pow(MomentumDecay, t));

    private readonly struct Rule(
        float learningRate,
        float oneMinusBeta1,
        float oneMinusBeta2,
        float momentumFactor,
        float gradientFactor,
        float correction,
        float epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T m, ref T v, ref T _)
            where T : struct, IFloats<T>
        {
            m += (g - m) * oneMinusBeta1;
            v += (g * g - v) * oneMinusBeta2;
            T ahead = momentumFactor * m + gradientFactor * g;
            w -= learningRate * ahead / (T.Sqrt(v / correction) + epsilon);
        }
    }
}
