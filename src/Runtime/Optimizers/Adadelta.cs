using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>
/// Scales the gradient by the ratio of the running sizes of past updates and past gradients (Zeiler, 2012; Keras:
/// <c>Adadelta</c>). The paper's own step size is a learning rate of 1.
/// </summary>
/// <remarks>
/// <code>
/// a = ρ·a + (1 − ρ)·g²
/// d = g·√(s + ε) / √(a + ε)
/// s = ρ·s + (1 − ρ)·d²
/// w −= lr·d
/// </code>
/// </remarks>
public sealed class Adadelta : Optimizer
{
    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="rho">ρ: share of the running averages kept, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite and starts the updates; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Adadelta(float learningRate = 0.001f, double rho = 0.95, double epsilon = 1e-7)
        : base(learningRate)
    {
        _rho = CheckRate(rho, nameof(rho));
        _epsilon = CheckFinite(epsilon, nameof(epsilon));
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => [("rho", _rho), ("epsilon", _epsilon)];

    private protected override int StateCount => Rule.StateCount;

    private protected override void Update()
        => Run(new Rule(LearningRate, (float)_rho, (float)(1 - _rho), (float)_epsilon));

    private readonly struct Rule(float learningRate, float rho, float oneMinusRho, float epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T a, ref T s, ref T _)
            where T : struct, IFloats<T>
        {
            a = rho * a + oneMinusRho * g * g;
            T d = g * Root(s) / Root(a);
            s = rho * s + oneMinusRho * d * d;
            w -= learningRate * d;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Root<T>(T square)
            where T : struct, IFloats<T>
            => T.Sqrt(square + epsilon);
    }
}
