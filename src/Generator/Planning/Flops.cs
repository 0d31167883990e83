using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning;

/// <summary>Counts floating-point operations of one sample: a multiply-add counts two, a function value one.</summary>
/// <param name="sharding">Samples share what is computed once for each token: as much of it as there can be.</param>
internal sealed class Flops(Sharding sharding)
{
    public long Of(IEnumerable<Op> ops) => ops.Sum(Of);

    private long Of(Op op) => op switch
    {
        Scan scan => scan.Timesteps * Of(scan.Body) - Of(scan.Body.OfType<UnlessLast>()),
        UnlessLast unless => Of(unless.Op),
        WhenTraining choice => Of(choice.Training),
        MatMul matMul => SizeOf(matMul.Target) * (matMul.Products.Sum(product => 2L * product.Left.Columns) + matMul.Biases.Count),
        WeightGradient gradient => 2L * SizeOf(gradient.Input) * gradient.Delta.Columns,
        BiasGradient gradient => gradient.Delta.Size,
        Map map => Of(map.Expression) * map.Target.Width * map.Target.Tensor.RowsPerSample,
        Reduce reduce => (Of(reduce.Expression) + 1) * reduce.Model.Width * reduce.Model.Tensor.RowsPerSample,
        WindowProduct product =>
            (2L * product.Windows.Size * product.Windows.Channels + (product.Bias is null ? 0 : 1)) * product.Target.Size
            + (product.Activation is { } activation ? Of(activation) : 0),
        WindowWeightGradient gradient => 2L * gradient.Windows.Size * gradient.Windows.Channels * gradient.Delta.Size,
        FoldPatches fold => fold.Source.Size,
        Pool pool => pool.Windows.Size * pool.Target.Size,
        SumOverTime sum => sum.Source.Size,
        PoolGradient gradient => gradient.Pool.Windows.Size * gradient.OutputGradient.Size,
        MapGroup group => group.Maps.Sum(Of),
        BlockedGradients block => Of(block.Gradients),
        TokenBlocks block => Of(block.Products),
        ScatterAdd scatter => SizeOf(scatter.Delta),
        AddShards addition => SizeOf(addition.Source),
        Softmax softmax => 4L * softmax.Target.Size,
        SoftmaxGradient gradient => 4L * gradient.Target.Size,
        CrossEntropyGradient gradient => 2L * gradient.Target.Size,
        _ => 0,
    };

    private long SizeOf(Tensor tensor) => tensor.Layout switch
    {
        Layout.ByTokenOfBatch => tensor.Size / (sharding.Count * sharding.Rows),
        Layout.ByTokenOfShard => tensor.Size / sharding.Rows,
        _ => tensor.Size,
    };

    // Flushing is no part of the network's arithmetic.
    private static long Of(Expr expression) => expression.Walk().Count(part => part.Operands.Any() && part is not Call { Function: Function.Flush });
}
