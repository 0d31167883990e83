namespace RnnGen;

/// <summary>
/// Batch normalization (Ioffe and Szegedy 2015; Keras: <c>BatchNormalization</c> over the last axis): each feature gets the
/// mean 0 and the variance 1 over the batch before scale and offset.
/// </summary>
/// <remarks>
/// <code>
/// training:  μ, v = mean and variance of the feature over all rows (and positions) of the batch
///            moving mean = momentum·moving mean + (1 − momentum)·μ, and so the moving variance
/// inference: μ, v = the moving mean and the moving variance
/// y = γ ∘ (x − μ) / √(v + ε) + β
/// </code>
/// x and y (…, features). Weights: gamma γ, beta β, moving mean and moving variance, (features) each. The first two are
/// <c>2·features</c> parameters; the moving statistics are weights that no optimizer touches: they are not among
/// <c>Parameters</c> and have no gradient, but stand in <c>NonTrainableWeights</c> and at Keras' place in <c>GetWeights</c>.
/// The rows of a training step depend on each other through the batch's statistics.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormalizationAttribute : NormalizationAttribute
{
    /// <summary>Share that the moving statistics keep in each training step, in [0, 1] (Keras: <c>momentum</c>). Default 0.99.</summary>
    public double Momentum { get; set; } = 0.99;

    /// <summary>How the moving mean starts (Keras: <c>moving_mean_initializer</c>). Default zeros.</summary>
    public Initializer MovingMeanInitializer { get; set; } = Initializer.Zeros;

    /// <summary>How the moving variance starts (Keras: <c>moving_variance_initializer</c>). Default ones.</summary>
    public Initializer MovingVarianceInitializer { get; set; } = Initializer.Ones;

    /// <summary>Arguments of <see cref="MovingMeanInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] MovingMeanInitializerArguments { get; set; } = [];

    /// <summary>Arguments of <see cref="MovingVarianceInitializer"/>, as listed at its member; none: Keras' defaults.</summary>
    public double[] MovingVarianceInitializerArguments { get; set; } = [];
}
