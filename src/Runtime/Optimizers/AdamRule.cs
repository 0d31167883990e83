using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> are made of.</summary>
internal readonly record struct AdamSettings(double Beta1, double Beta2, double Epsilon, bool Amsgrad)
{
    public IEnumerable<(string Name, object? Value)> Arguments
        => [("beta1", Beta1), ("beta2", Beta2), ("epsilon", Epsilon), ("amsgrad", Amsgrad)];

    public int StateCount => Amsgrad ? AmsgradRule.StateCount : AdamRule.StateCount;
}

/// <summary>The constants of one step.</summary>
internal readonly struct AdamStep
{
    private readonly float _rate;
    private readonly float _oneMinusBeta1;
    private readonly float _oneMinusBeta2;
    private readonly float _epsilon;

    /// <param name="settings">The optimizer's settings.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="t">Number of the step, from 1.</param>
    public AdamStep(AdamSettings settings, double learningRate, long t)
    {
        double correction = Math.Sqrt(1 - Math.Pow(settings.Beta2, t)) / (1 - Math.Pow(settings.Beta1, t));
        _rate = (float)(learningRate * correction);
        _oneMinusBeta1 = (float)(1 - settings.Beta1);
        _oneMinusBeta2 = (float)(1 - settings.Beta2);
        _epsilon = (float)settings.Epsilon;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Moments<T>(T g, ref T m, ref T v)
        where T : struct, IFloats<T>
    {
        m += (g - m) * _oneMinusBeta1;
        v += (g * g - v) * _oneMinusBeta2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Increment<T>(T m, T v)
        where T : struct, IFloats<T>
        => m * _rate / (T.Sqrt(v) + _epsilon);
}

/// <summary>Adam with its state m, v.</summary>
internal readonly struct AdamRule(AdamStep step) : IUpdateRule
{
    public static int StateCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(ref T w, T g, ref T m, ref T v, ref T _)
        where T : struct, IFloats<T>
    {
        step.Moments(g, ref m, ref v);
        w -= step.Increment(m, v);
    }
}

/// <summary>Adam with its state m, v, and the largest v so far.</summary>
internal readonly struct AmsgradRule(AdamStep step) : IUpdateRule
{
    public static int StateCount => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update<T>(ref T w, T g, ref T m, ref T v, ref T largest)
        where T : struct, IFloats<T>
    {
        step.Moments(g, ref m, ref v);
        largest = T.Max(largest, v);
        w -= step.Increment(m, largest);
    }
}
