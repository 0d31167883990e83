using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Replaces products with a transposed weight by products with a transposed copy, made once in each backward pass, where
/// enough rows are multiplied with it to pay for the copy.
/// </summary>
internal static class TransposedWeights
{
    /// <summary>Rows, over all timesteps, from which on the copy costs less than it saves.</summary>
    private const int FewestRows = 16;

    public static void Apply(Network network, int rows)
    {
        foreach (Block block in network.Blocks)
        {
            Apply(block, block.Backward, rows);
            Apply(block, block.TokenBackward, rows);
        }
    }

    private static void Apply(Block block, List<Op> ops, int rows)
    {
        Dictionary<View, View> copies = [];
        List<Op> before = [];
        Replace(block, ops, rows, copies, before);
        foreach (Scan scan in ops.OfType<Scan>())
            Replace(block, scan.Body, rows * scan.Timesteps, copies, before);
        ops.InsertRange(0, before);
    }

    private static void Replace(Block block, List<Op> ops, int rows, Dictionary<View, View> copies, List<Op> before)
    {
        for (int index = 0; index < ops.Count; index++)
        {
            if (ops[index] is not MatMul matMul || (!matMul.Target.IsByToken && rows * matMul.Target.RowsPerSample < FewestRows))
                continue;
            Product[] products = [.. matMul.Products.Select(product => product.TransposeRight
                ? new Product(product.Left, CopyOf(block, product.Right, copies, before), TransposeRight: false)
                : product)];
            ops[index] = new MatMul(matMul.Target, products, matMul.Biases, matMul.Accumulate);
        }
    }

    private static View CopyOf(Block block, View weight, Dictionary<View, View> copies, List<Op> before)
    {
        if (copies.TryGetValue(weight, out View? copy))
            return copy;
        string symbol = weight.IsWhole ? weight.Tensor.Symbol : weight.Tensor.ColumnSymbol(weight.Offset) ?? weight.Tensor.Symbol;
        var target = new Tensor(
            block.UniqueName(weight.Tensor.Name + "Transposed"), symbol + "ᵀ",
            new Shape(weight.Width, weight.Tensor.Shape.Dimensions[0]), Layout.Shared);
        before.Add(new Transpose(target, weight));
        return copies[weight] = target.All;
    }
}
