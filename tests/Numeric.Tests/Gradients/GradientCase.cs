using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>A small network whose gradients are checked against differences of its loss.</summary>
/// <param name="Name">Names the case in the test list.</param>
/// <param name="Attributes">The network as a user writes it.</param>
/// <param name="Rows">How many samples the batch has; at most the model's <c>Batch</c>.</param>
internal sealed record GradientCase(string Name, string Attributes, int Rows)
{
    private static readonly Lazy<IReadOnlyDictionary<string, GradientCase>> LazyAll = new(() =>
        GradientCases.All().ToDictionary(gradient => gradient.Name, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, GradientCase> All => LazyAll.Value;

    /// <summary>Weights are uniform in ± this.</summary>
    public double WeightScale { get; init; } = 0.7;

    /// <summary>
    /// The loss is a polynomial of degree 8 or less in each single weight (all activations linear), for which a
    /// difference over nine points has no error but rounding.
    /// </summary>
    public bool IsPolynomial { get; init; }

    /// <summary>Some timesteps of the input are padding: zeros, or the layer's own value.</summary>
    public bool IsPadded { get; init; }

    /// <summary>Cells that the network uses.</summary>
    public string Types { get; init; } = "";

    public NetworkSource Network => new($"Gradients.{Name}", Attributes) { Types = Types };

    /// <summary>A generator of its own for each case, the same in every run.</summary>
    public Random CreateRandom() =>
        new(Name.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter)));
}
