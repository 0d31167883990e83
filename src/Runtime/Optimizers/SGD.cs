using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>Gradient descent, with or without momentum (Keras: <c>SGD</c>).</summary>
/// <remarks>
/// <code>
/// w −= lr·g                                without momentum
/// m = μ·m − lr·g,  w += m                  momentum μ
/// m = μ·m − lr·g,  w += μ·m − lr·g         Nesterov momentum
/// </code>
/// </remarks>
public sealed class SGD : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="momentum">Share of the last step kept in the next, in [0, 1]; 0 keeps no state.</param>
    /// <param name="nesterov">Looks ahead along the momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public SGD(float learningRate = 0.01f, double momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(momentum, 1);
        _momentum = CheckFinite(momentum, nameof(momentum));
        _nesterov = nesterov;
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => [("momentum", _momentum), ("nesterov", _nesterov)];

    private protected override int StateCount => _momentum == 0 ? 0 : 1;

    private protected override void Update()
    {
        if (_momentum == 0)
            Run(new Plain(LearningRate));
        else if (_nesterov)
            Run(new Nesterov(LearningRate, (float)_momentum));
        else
            Run(new Momentum(LearningRate, (float)_momentum));
    }

    private readonly struct Plain(float learningRate) : IUpdateRule
    {
        public static int StateCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T _, ref T __, ref T ___)
            where T : struct, IFloats<T>
            => w -= learningRate * g;
    }

    private readonly struct Momentum(float learningRate, float mu) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T m, ref T _, ref T __)
            where T : struct, IFloats<T>
        {
            m = mu * m - learningRate * g;
            w += m;
        }
    }

    private readonly struct Nesterov(float learningRate, float mu) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T m, ref T _, ref T __)
            where T : struct, IFloats<T>
        {
            m = mu * m - learningRate * g;
            w += mu * m - learningRate * g;
        }
    }
}
