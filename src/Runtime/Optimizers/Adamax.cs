using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>Adam with the infinity norm (Kingma and Ba, 2014, section 7.1; Keras: <c>Adamax</c>).</summary>
/// <remarks>
/// <code>
/// m += (g − m)·(1 − β₁)
/// u = max(β₂·u, |g|)
/// w −= lr·m / ((1 − β₁ᵗ)·(u + ε))
/// </code>
/// </remarks>
public sealed class Adamax : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="beta1">β₁: share of the running mean of gradients kept, in [0, 1).</param>
    /// <param name="beta2">β₂: share of the running maximum kept, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Adamax(float learningRate = 0.001f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate)
    {
        _beta1 = CheckRate(beta1, nameof(beta1));
        _beta2 = CheckRate(beta2, nameof(beta2));
        _epsilon = CheckFinite(epsilon, nameof(epsilon));
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => [("beta1", _beta1), ("beta2", _beta2), ("epsilon", _epsilon)];

    private protected override int StateCount => Rule.StateCount;

    private protected override void Update()
    {
        double rate = LearningRate / (1 - Math.Pow(_beta1, Iterations));
        Run(new Rule((float)rate, (float)(1 - _beta1), (float)_beta2, (float)_epsilon));
    }

    private readonly struct Rule(float rate, float oneMinusBeta1, float beta2, float epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T m, ref T u, ref T _)
            where T : struct, IFloats<T>
        {
            m += (g - m) * oneMinusBeta1;
            u = T.Max(beta2 * u, T.Abs(g));
            w -= rate * m / (u + epsilon);
        }
    }
}
