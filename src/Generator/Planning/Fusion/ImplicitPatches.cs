using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Convolutions without patches: a line of a window lies together in memory, so that the product can read it there, and
/// the patches, many times larger than the input, need not be written. The gradient in the input becomes a convolution
/// too, where the stride is 1.
/// </summary>
internal static class ImplicitPatches
{
    /// <summary>Windows in a line from which on its products have whole tiles.</summary>
    private const int FewestWindows = 4;

    public static void Apply(Network network)
    {
        var readers = new Readers(network);
        foreach (Block block in network.Blocks)
        {
            foreach (ExtractPatches patches in block.Forward.OfType<ExtractPatches>().Where(patches => IsFit(patches.Windows)).ToArray())
                Replace(block, patches, readers);
            foreach (FoldPatches fold in block.Backward.OfType<FoldPatches>().ToArray())
                Replace(block, fold);
        }
    }

    private static bool IsFit(Windows windows) => windows.Across is { Dilation: 1, Count: >= FewestWindows };

    /// <summary>The product of patches, and the gradient of its weight.</summary>
    private static void Replace(Block block, ExtractPatches patches, Readers readers)
    {
        var product = (MatMul)block.Forward.Single(op => op is MatMul matMul && matMul.Products[0].Left == patches.Target);
        int index = block.Forward.IndexOf(patches);
        block.Forward.RemoveAt(index);
        Tensor source = PaddedSource(block, patches.Source, patches.Windows, block.Forward, index);
        Windows windows = patches.Windows.Padded;

        Map? activation = Activation(block, product.Target, readers);
        if (activation is not null)
            block.Forward.Remove(activation);
        block.Forward[block.Forward.IndexOf(product)] = new WindowProduct(
            product.Target, source, product.Products[0].Right, product.Biases.Count > 0 ? product.Biases[0] : null, windows, activation);
        for (int i = 0; i < block.Backward.Count; i++)
        {
            if (block.Backward[i] is WeightGradient gradient && gradient.Input == patches.Target)
                block.Backward[i] = new WindowWeightGradient(gradient.Target, source, gradient.Delta, windows);
        }
    }

    /// <summary>The elementwise op that alone reads a product, and reads nothing else: it can be computed while the product is at hand.</summary>
    private static Map? Activation(Block block, Tensor product, Readers readers) => block.Forward.OfType<Map>().FirstOrDefault(map =>
        readers.IsOnlyReader(map, product) && map.Target.IsWhole && MapFusion.IsVector(map) && map.Expression.Views.SequenceEqual([product.All]));

    /// <summary>The gradient of the patches, and its way back to where they came from.</summary>
    private static void Replace(Block block, FoldPatches fold)
    {
        if (fold.Windows is not { Down.Stride: 1, Across.Stride: 1 })
            return;
        var matMul = (MatMul)block.Backward.Single(op => op.Writes.Contains(fold.Source));
        Product product = matMul.Products[0];
        Windows forward = fold.Windows;
        var windows = new Windows(
            forward.Down == WindowAxis.Single ? WindowAxis.Single : forward.Down.Transposed, forward.Across.Transposed, product.Left.Columns);
        if (!IsFit(windows))
            return;

        Tensor weight = product.Right.Tensor;
        var turned = new Tensor(
            block.UniqueName(weight.Name + "Turned"), weight.Symbol + "↻",
            new Shape((int)windows.Size * windows.Channels, forward.Channels), Layout.Shared);
        int index = block.Backward.IndexOf(matMul);
        block.Backward.Remove(fold);
        block.Backward[index] = new TurnKernel(turned, weight);
        Tensor source = PaddedSource(block, product.Left, windows, block.Backward, index + 1);
        int next = source == product.Left ? index + 1 : index + 2;
        block.Backward.Insert(next, new WindowProduct(fold.Target, source, turned.All, null, windows.Padded));
    }

    /// <summary>The source itself, or a copy with padding, which is made at the given position.</summary>
    private static Tensor PaddedSource(Block block, Tensor source, Windows windows, List<Op> ops, int index)
    {
        if (windows.IsInside)
            return source;
        Windows padded = windows.Padded;
        IEnumerable<int> positions = windows.Down == WindowAxis.Single ? [padded.Across.Length] : [padded.Down.Length, padded.Across.Length];
        int[] leading = [.. source.Shape.Dimensions.Take(source.Shape.Rank - 1 - positions.Count())];
        bool isInput = source == block.Input;
        var target = new Tensor(
            block.UniqueName((isInput ? "x" : source.Name) + "Padded"), (isInput ? "x" : source.Symbol) + "₀",
            new Shape([.. leading, .. positions, source.Columns]), source.Layout);
        ops.Insert(index, new Pad(target, source, windows));
        return target;
    }
}
