using System.Numerics;

namespace RnnGen;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> are made of.</summary>
internal readonly record struct AdamSettings(double Beta1, double Beta2, double Epsilon, bool Amsgrad)
{
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

    public void Moments(Vector<float> g, ref Vector<float> m, ref Vector<float> v)
    {
        m += (g - m) * _oneMinusBeta1;
        v += (g * g - v) * _oneMinusBeta2;
    }

    public Vector<float> Increment(Vector<float> m, Vector<float> v)
        => m * _rate / (Vector.SquareRoot(v) + new Vector<float>(_epsilon));
}

/// <summary>Adam with its state m, v.</summary>
internal readonly struct AdamRule(AdamStep step) : IUpdateRule
{
    public static int StateCount => 2;

    public void Update(
        ref Vector<float> w, Vector<float> g, ref Vector<float> m, ref Vector<float> v, ref Vector<float> _)
    {
        step.Moments(g, ref m, ref v);
        w -= step.Increment(m, v);
    }
}

/// <summary>Adam with its state m, v, and the largest v so far.</summary>
internal readonly struct AmsgradRule(AdamStep step) : IUpdateRule
{
    public static int StateCount => 3;

    public void Update(
        ref Vector<float> w, Vector<float> g, ref Vector<float> m, ref Vector<float> v, ref Vector<float> largest)
    {
        step.Moments(g, ref m, ref v);
        largest = Vector.Max(largest, v);
        w -= step.Increment(m, largest);
    }
}
