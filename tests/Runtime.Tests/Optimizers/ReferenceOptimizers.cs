namespace RnnGen.Runtime.Tests;

/// <summary>
/// Keras 3's update formulas for one parameter in double precision, written down from its documentation and source
/// independently of the library, one after the other and without sharing anything.
/// </summary>
internal abstract class ReferenceOptimizer
{
    /// <summary>Updates w with gradient g in step t, from 1.</summary>
    public abstract double Update(double w, double g, int t);
}

internal sealed class ReferenceSgd(double lr, double momentum = 0, bool nesterov = false) : ReferenceOptimizer
{
    private double _m;

    public override double Update(double w, double g, int t)
    {
        if (momentum == 0)
            return w - lr * g;
        _m = momentum * _m - lr * g;
        return nesterov ? w + momentum * _m - lr * g : w + _m;
    }
}

internal sealed class ReferenceRmsprop(
    double lr, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false) : ReferenceOptimizer
{
    private double _velocity;
    private double _average;
    private double _momentum;

    public override double Update(double w, double g, int t)
    {
        _velocity = rho * _velocity + (1 - rho) * g * g;
        double denominator = _velocity + epsilon;
        if (centered)
        {
            _average = rho * _average + (1 - rho) * g;
            denominator = _velocity - _average * _average + epsilon;
        }

        double increment = lr * g / Math.Sqrt(denominator);
        if (momentum == 0)
            return w - increment;
        _momentum = momentum * _momentum + increment;
        return w - _momentum;
    }
}

internal sealed class ReferenceAdam(
    double lr, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false) : ReferenceOptimizer
{
    private double _m;
    private double _v;
    private double _vHat;

    public override double Update(double w, double g, int t)
    {
        double alpha = lr * Math.Sqrt(1 - Math.Pow(beta2, t)) / (1 - Math.Pow(beta1, t));
        _m = beta1 * _m + (1 - beta1) * g;
        _v = beta2 * _v + (1 - beta2) * g * g;
        _vHat = Math.Max(_vHat, _v);
        return w - alpha * _m / (Math.Sqrt(amsgrad ? _vHat : _v) + epsilon);
    }
}

internal sealed class ReferenceNadam(double lr, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    : ReferenceOptimizer
{
    private double _m;
    private double _v;
    private double _product = 1;

    public override double Update(double w, double g, int t)
    {
        double u = beta1 * (1 - 0.5 * Math.Pow(0.96, t));
        double next = beta1 * (1 - 0.5 * Math.Pow(0.96, t + 1));
        _product *= u;
        _m = beta1 * _m + (1 - beta1) * g;
        _v = beta2 * _v + (1 - beta2) * g * g;
        double mHat = next * _m / (1 - _product * next) + (1 - u) * g / (1 - _product);
        double vHat = _v / (1 - Math.Pow(beta2, t));
        return w - mHat * lr / (Math.Sqrt(vHat) + epsilon);
    }
}

internal sealed class ReferenceAdamax(double lr, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    : ReferenceOptimizer
{
    private double _m;
    private double _u;

    public override double Update(double w, double g, int t)
    {
        _m = beta1 * _m + (1 - beta1) * g;
        _u = Math.Max(beta2 * _u, Math.Abs(g));
        return w - lr * _m / ((1 - Math.Pow(beta1, t)) * (_u + epsilon));
    }
}

internal sealed class ReferenceAdagrad(double lr, double initial = 0.1, double epsilon = 1e-7) : ReferenceOptimizer
{
    private double _sum = initial;

    public override double Update(double w, double g, int t)
    {
        _sum += g * g;
        return w - lr * g / Math.Sqrt(_sum + epsilon);
    }
}

internal sealed class ReferenceAdadelta(double lr, double rho = 0.95, double epsilon = 1e-7) : ReferenceOptimizer
{
    private double _gradients;
    private double _deltas;

    public override double Update(double w, double g, int t)
    {
        _gradients = rho * _gradients + (1 - rho) * g * g;
        double delta = -Math.Sqrt(_deltas + epsilon) * g / Math.Sqrt(_gradients + epsilon);
        _deltas = rho * _deltas + (1 - rho) * delta * delta;
        return w + lr * delta;
    }
}
