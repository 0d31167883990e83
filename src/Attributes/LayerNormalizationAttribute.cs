namespace RnnGen;

/// <summary>
/// Layer normalization (Ba et al. 2016; Keras: <c>LayerNormalization</c> over the last axis): each vector of features
/// gets the mean 0 and the variance 1 before scale and offset.
/// </summary>
/// <remarks>
/// <code>
/// μ = mean(x), v = mean((x − μ)²), y = γ ∘ (x − μ) / √(v + ε) + β
/// </code>
/// x and y (…, features); mean and variance are those of one vector of features. Weights: gamma γ (features), beta β
/// (features): <c>2·features</c> parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormalizationAttribute : NormalizationAttribute;
