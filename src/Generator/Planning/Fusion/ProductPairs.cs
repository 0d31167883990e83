using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Cuts long sums of products into sums of two, which is what a kernel computes at once: the gradient of a state that
/// several kernels multiply is the sum over all of them.
/// </summary>
internal static class ProductPairs
{
    private const int AtOnce = 2;

    public static void Apply(Network network)
    {
        foreach (List<Op> ops in OpLists.Of(network))
        {
            for (int index = ops.Count - 1; index >= 0; index--)
            {
                if (ops[index] is not MatMul { Products.Count: > AtOnce } sum)
                    continue;
                ops.RemoveAt(index);
                ops.InsertRange(index, Pairs(sum));
            }
        }
    }

    private static IEnumerable<MatMul> Pairs(MatMul sum)
    {
        for (int first = 0; first < sum.Products.Count; first += AtOnce)
        {
            Product[] products = [.. sum.Products.Skip(first).Take(AtOnce)];
            yield return new MatMul(sum.Target, products, first == 0 ? sum.Biases : [], sum.Accumulate || first > 0);
        }
    }
}
