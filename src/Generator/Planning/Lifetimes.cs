using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning;

/// <summary>
/// From which op to which each buffer is needed. The ops count on from the first layer's first, forward through the
/// layers and back again; a scan with all its timesteps counts as one. To what all shards share, a shard's whole way forward
/// and back is one moment: no shard waits for another on it.
/// </summary>
internal static class Lifetimes
{
    public static IReadOnlyList<WorkspaceBuffer> Of(Network network, int rows)
    {
        var owners = new Dictionary<Tensor, (string Owner, int First, int Last, bool Forward)>();
        int position = 0;
        int? startOfShards = null;

        void Touch(Tensor tensor, string owner, bool forward)
        {
            Tensor root = Root(tensor);
            if (root.Kind != TensorKind.Computed)
                return;
            int moment = root.Layout == Layout.ByTokenOfBatch ? startOfShards ?? position : position;
            owners[root] = owners.TryGetValue(root, out (string Owner, int First, int Last, bool Forward) known)
                ? known with { Last = moment }
                : (owner, moment, moment, forward);
        }

        void Visit(IEnumerable<Op> ops, string owner, bool forward)
        {
            foreach (Op op in ops)
            {
                foreach (Tensor tensor in op.Writes.Concat(op.Reads))
                    Touch(tensor, owner, forward);
                position++;
            }
        }

        foreach (Block block in network.Blocks)
            Visit(block.TokenForward, block.Name, forward: true);
        startOfShards = position;
        foreach (Block block in network.Blocks)
            Visit(block.Forward, block.Name, forward: true);
        // Users read the outputs after the call, and the loss is computed from what the last layer holds.
        void TouchOutputs()
        {
            foreach (Tensor output in network.Outputs)
                Touch(output, network.Blocks[network.Blocks.Count - 1].Name, forward: true);
            if (network.Loss is CrossEntropyLoss crossEntropy)
                Touch(crossEntropy.Logits, network.Blocks[network.Blocks.Count - 1].Name, forward: true);
            if (network.Loss?.Mask is { } mask)
                Touch(mask, network.Blocks[network.Blocks.Count - 1].Name, forward: true);
            if (network.Loss is MeanLoss mean)
                Touch(mean.Prediction.Tensor, network.Blocks[network.Blocks.Count - 1].Name, forward: true);
        }

        TouchOutputs();
        Visit(network.Loss?.Backward ?? [], "loss", forward: false);
        foreach (Block block in Enumerable.Reverse(network.Blocks))
            Visit(block.Backward, block.Name, forward: false);
        startOfShards = null;
        foreach (Block block in Enumerable.Reverse(network.Blocks))
            Visit(block.TokenBackward, block.Name, forward: false);
        // While one shard computes its share of the tokens, others may still read what it has summed.
        foreach (AddShards addition in network.Blocks.SelectMany(block => block.TokenBackward).SelectMany(Parts).OfType<AddShards>())
            Touch(addition.Source, "", forward: false);
        foreach (Block block in network.Blocks)
            Visit(block.SparseBackward, block.Name, forward: false);
        TouchOutputs();

        return [.. owners
            .Select(entry => new WorkspaceBuffer(
                entry.Key, entry.Value.Owner, entry.Value.First, entry.Value.Last, entry.Value.Forward, (entry.Key.HasBatchAxis ? rows : 1L) * entry.Key.Size))
            .OrderBy(buffer => buffer.FirstUse)];
    }

    private static IEnumerable<Op> Parts(Op op) => op is TokenBlocks blocks ? blocks.Products : [op];

    /// <summary>True when whole vectors may be loaded at the tensors' ends: all but the caller's own arrays have room for that.</summary>
    public static bool IsPadded(IEnumerable<Tensor> tensors) =>
        tensors.All(tensor => Root(tensor).Kind is not (TensorKind.Input or TensorKind.Target));

    /// <summary>The tensor whose buffer holds this one.</summary>
    public static Tensor Root(Tensor tensor)
    {
        while (true)
        {
            if (tensor.Alias is { } alias)
                tensor = alias.Source;
            else if (tensor.Home is { } home)
                tensor = home.Sequence;
            else
                return tensor;
        }
    }
}
