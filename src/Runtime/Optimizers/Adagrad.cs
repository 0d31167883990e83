using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>
/// Divides the gradient by the root of the sum of its squares so far (Duchi et al., 2011; Keras: <c>Adagrad</c>).
/// </summary>
/// <remarks>
/// <code>
/// a += g²                                  from a = initialAccumulatorValue
/// w −= lr·g / √(a + ε)
/// </code>
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private readonly double _initialAccumulator;
    private readonly double _epsilon;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="initialAccumulatorValue">What the sums of squares start with; not negative.</param>
    /// <param name="epsilon">ε: keeps the division finite; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public Adagrad(float learningRate = 0.001f, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
        : base(learningRate)
    {
        _initialAccumulator = CheckFinite(initialAccumulatorValue, nameof(initialAccumulatorValue));
        _epsilon = CheckFinite(epsilon, nameof(epsilon));
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => [("initialAccumulatorValue", _initialAccumulator), ("epsilon", _epsilon)];

    private protected override int StateCount => Rule.StateCount;

    private protected override float InitialState => (float)_initialAccumulator;

    private protected override void Update()
        => Run(new Rule(LearningRate, (float)_epsilon));

    private readonly struct Rule(float learningRate, float epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T w, T g, ref T a, ref T _, ref T __)
            where T : struct, IFloats<T>
        {
            a += g * g;
            w -= learningRate * g / T.Sqrt(a + epsilon);
        }
    }
}
