using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>Divides the gradient by a running root mean square of itself (Hinton, 2012; Keras: <c>RMSprop</c>).</summary>
/// <remarks>
/// <code>
/// v = ρ·v + (1 − ρ)·g²
/// a = ρ·a + (1 − ρ)·g                      centered; else a = 0
/// d = lr·g / √(v − a² + ε)                 ε inside the root
/// w −= d                                   without momentum
/// m = μ·m + d,  w −= m                     momentum μ
/// </code>
/// </remarks>
public sealed class RMSprop : Optimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _centered;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="rho">ρ: share of the running averages kept, in [0, 1).</param>
    /// <param name="momentum">μ: share of the last step kept in the next, in [0, 1]; 0 for none.</param>
    /// <param name="epsilon">ε: keeps the division finite; not negative.</param>
    /// <param name="centered">Divides by the running standard deviation instead of the root mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public RMSprop(
        float learningRate = 0.001f, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
        : base(learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(momentum, 1);
        _rho = CheckRate(rho, nameof(rho));
        _momentum = CheckFinite(momentum, nameof(momentum));
        _epsilon = CheckFinite(epsilon, nameof(epsilon));
        _centered = centered;
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments
        => [("rho", _rho), ("momentum", _momentum), ("epsilon", _epsilon), ("centered", _centered)];

    private protected override int StateCount => 1 + (_momentum > 0 ? 1 : 0) + (_centered ? 1 : 0);

    private protected override void Update()
    {
        var step = new Constants(LearningRate, (float)_rho, (float)(1 - _rho), (float)_epsilon, (float)_momentum);
        switch (_centered, _momentum > 0)
        {
            case (false, false):
                Run(new Plain(step));
                break;
            case (false, true):
                Run(new Momentum(step));
                break;
            case (true, false):
                Run(new Centered(step));
                break;
            case (true, true):
                Run(new CenteredMomentum(step));
                break;
        }
    }

    private readonly struct Constants(float learningRate, float rho, float oneMinusRho, float epsilon, float mu)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Average<T>(T average, T value)
            where T : struct, IFloats<T>
            => rho * average + oneMinusRho * value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Increment<T>(T g, T variance)
            where T : struct, IFloats<T>
            => learningRate * g / T.Sqrt(variance + epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Accumulate<T>(T m, T increment)
            where T : struct, IFloats<T>
            => mu * m + increment;
    }

    private readonly struct Plain(Constants step) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T v, ref T _, ref T __)
            where T : struct, IFloats<T>
        {
            v = step.Average(v, g * g);
            w -= step.Increment(g, v);
        }
    }

    private readonly struct Momentum(Constants step) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T v, ref T m, ref T _)
            where T : struct, IFloats<T>
        {
            v = step.Average(v, g * g);
            m = step.Accumulate(m, step.Increment(g, v));
            w -= m;
        }
    }

    private readonly struct Centered(Constants step) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T v, ref T a, ref T _)
            where T : struct, IFloats<T>
        {
            v = step.Average(v, g * g);
            a = step.Average(a, g);
            w -= step.Increment(g, v - a * a);
        }
    }

    private readonly struct CenteredMomentum(Constants step) : IUpdateRule
    {
        public static int StateCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T v, ref T a, ref T m)
            where T : struct, IFloats<T>
        {
            v = step.Average(v, g * g);
            a = step.Average(a, g);
            m = step.Accumulate(m, step.Increment(g, v - a * a));
            w -= m;
        }
    }
}
