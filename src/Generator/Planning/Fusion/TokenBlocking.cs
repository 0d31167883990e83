using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>Computes the products of <see cref="TokenProducts"/> that follow one another together, block by block of their rows.</summary>
internal static class TokenBlocking
{
    /// <summary>Tokens of a block: there may be thousands in all, and so many stay in the caches.</summary>
    public const int BlockTokens = 128;

    public static void Apply(Network network)
    {
        foreach (List<Op> ops in OpLists.Of(network))
            Apply(ops);
    }

    private static void Apply(List<Op> ops)
    {
        for (int first = 0; first < ops.Count; first++)
        {
            Op[] products = [.. ops.Skip(first).TakeWhile(IsOverTokens)];
            if (products.Length == 0)
                continue;
            ops.RemoveRange(first, products.Length);
            ops.Insert(first, new TokenBlocks(BlockTokens, products));
        }
    }

    private static bool IsOverTokens(Op op) => op switch
    {
        MatMul product => product.Target.IsByToken,
        WeightGradient gradient => gradient.Delta.IsByToken,
        AddShards => true,
        _ => false,
    };
}
