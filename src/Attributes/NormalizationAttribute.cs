namespace RnnGen;

/// <summary>What the normalizations share: the scale γ and the offset β that follow it.</summary>
public abstract class NormalizationAttribute : LayerAttribute
{
    private protected NormalizationAttribute()
    {
    }

    /// <summary>Added to the variance, positive, so that nothing is divided by zero (Keras: <c>epsilon</c>). Default 0.001.</summary>
    public double Epsilon { get; set; } = 1e-3;

    /// <summary>Whether the offset β is added (Keras: <c>center</c>). Default true.</summary>
    public bool Center { get; set; } = true;

    /// <summary>Whether the scale γ is multiplied (Keras: <c>scale</c>). Default true.</summary>
    public bool Scale { get; set; } = true;

    /// <summary>How the offset starts (Keras: <c>beta_initializer</c>). Default zeros.</summary>
    public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

    /// <summary>How the scale starts (Keras: <c>gamma_initializer</c>). Default ones.</summary>
    public Initializer GammaInitializer { get; set; } = Initializer.Ones;

    /// <summary>Arguments of <see cref="BetaInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BetaInitializerArguments { get; set; } = [];

    /// <summary>Arguments of <see cref="GammaInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] GammaInitializerArguments { get; set; } = [];

    /// <summary>Penalty on the offset (Keras: <c>beta_regularizer</c>). Default none.</summary>
    public Regularizer BetaRegularizer { get; set; } = Regularizer.None;

    /// <summary>Penalty on the scale (Keras: <c>gamma_regularizer</c>). Default none.</summary>
    public Regularizer GammaRegularizer { get; set; } = Regularizer.None;

    /// <summary>Factors of <see cref="BetaRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] BetaRegularizerArguments { get; set; } = [];

    /// <summary>Factors of <see cref="GammaRegularizer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] GammaRegularizerArguments { get; set; } = [];
}
