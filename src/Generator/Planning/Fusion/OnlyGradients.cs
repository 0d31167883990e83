using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Finds the weight gradients that one op computes in one go: it writes them, where several ops or several timesteps would
/// add to zeros.
/// </summary>
internal static class OnlyGradients
{
    public static void Apply(Network network)
    {
        Dictionary<Tensor, int> writers = network.Blocks
            .SelectMany(block => block.Backward.Concat(block.TokenBackward)).SelectMany(Parts)
            .SelectMany(op => op.Writes)
            .GroupBy(tensor => tensor).ToDictionary(uses => uses.Key, uses => uses.Count());

        foreach (WeightGradient gradient in InOneGo(network))
            gradient.IsOnly = gradient.Target is { IsWhole: true, Tensor.Kind: TensorKind.ParameterGradient } target && writers[target.Tensor] == 1;
    }

    /// <summary>The gradients that are computed once in a backward pass, and not time after time, or some tokens after others.</summary>
    public static IEnumerable<WeightGradient> InOneGo(Network network) => network.Blocks
        .SelectMany(block => block.Backward)
        .SelectMany<Op, Op>(op => op is Scan scan
            ? scan.Body.OfType<BlockedGradients>().Where(block => block.Timesteps >= scan.Timesteps).SelectMany(block => block.Gradients)
            : [op])
        .OfType<WeightGradient>()
        .Where(gradient => !gradient.Delta.IsByToken);

    private static IEnumerable<Op> Parts(Op op) => op switch
    {
        BlockedGradients block => block.Gradients,
        { Bodies.Count: > 0 } => op.Bodies.SelectMany(body => body).SelectMany(Parts),
        _ => [op],
    };
}
