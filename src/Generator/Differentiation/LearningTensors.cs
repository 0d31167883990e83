using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Differentiation;

/// <summary>Finds the tensors that depend on a parameter: only their gradients are of use.</summary>
internal static class LearningTensors
{
    public static HashSet<Tensor> In(Network network)
    {
        var learning = new HashSet<Tensor>(network.Parameters.Select(parameter => parameter.Tensor));
        foreach (Block block in network.Blocks)
            Visit(block.Forward, learning);
        return learning;
    }

    private static void Visit(IEnumerable<Op> ops, HashSet<Tensor> learning)
    {
        foreach (Op op in ops)
        {
            if (op is Scan scan)
                Visit(scan, learning);
            else if (op.Reads.Any(learning.Contains))
                learning.UnionWith(op.Writes.Where(tensor => tensor.Kind == TensorKind.Computed));
        }
    }

    private static void Visit(Scan scan, HashSet<Tensor> learning)
    {
        learning.UnionWith(scan.Slices.Where(step => learning.Contains(step.Home!.Sequence)));
        // A state that a step computes from weights reaches the next step as its input.
        learning.UnionWith(scan.Carries.Select(carry => carry.Incoming));
        Visit(scan.Body, learning);
        foreach (Carry carry in scan.Carries)
            learning.UnionWith([carry.Sequence!, carry.Last!]);
    }
}
