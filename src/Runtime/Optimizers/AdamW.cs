namespace RnnGen;

/// <summary>
/// <see cref="Adam"/> with decoupled weight decay (Loshchilov and Hutter, 2017; Keras: <c>AdamW</c>).
/// </summary>
/// <remarks>
/// <code>
/// w −= w·weightDecay·lr
/// m += (g − m)·(1 − β₁)
/// v += (g² − v)·(1 − β₂)                          amsgrad: the largest v so far instead of v below
/// w −= lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
/// </code>
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly AdamSettings _settings;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="weightDecay">Share of the learning rate by which weights shrink each step; not negative.</param>
    /// <param name="beta1">β₁: share of the running mean of gradients kept, in [0, 1).</param>
    /// <param name="beta2">β₂: share of the running mean of squared gradients kept, in [0, 1).</param>
    /// <param name="epsilon">ε: keeps the division finite; not negative.</param>
    /// <param name="amsgrad">Divides by the largest v so far (Reddi et al., 2018).</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public AdamW(
        float learningRate = 0.001f,
        float weightDecay = 0.004f,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-7,
        bool amsgrad = false)
        : base(learningRate)
    {
        WeightDecay = weightDecay;
        _settings = new AdamSettings(
            CheckRate(beta1, nameof(beta1)),
            CheckRate(beta2, nameof(beta2)),
            CheckFinite(epsilon, nameof(epsilon)),
            amsgrad);
    }

    private protected override IEnumerable<(string Name, object? Value)> Arguments => _settings.Arguments;

    private protected override int StateCount => _settings.StateCount;

    private protected override void Update()
    {
        var step = new AdamStep(_settings, LearningRate, Iterations);
        if (_settings.Amsgrad)
            Run(new AmsgradRule(step));
        else
            Run(new AdamRule(step));
    }
}
