using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>All lists of ops of a network: the layers', forward and backward, and those that ops of theirs consist of.</summary>
internal static class OpLists
{
    public static IEnumerable<List<Op>> Of(Network network) => network.Blocks
        .SelectMany(block => new[] { block.TokenForward, block.Forward, block.Backward, block.TokenBackward })
        .Concat(network.Loss is null ? [] : [network.Loss.Backward])
        .SelectMany(ops => ops.SelectMany(op => op.Bodies).Append(ops).ToArray())
        .ToArray();
}

/// <summary>Who reads a tensor.</summary>
internal sealed class Readers
{
    private readonly Dictionary<Tensor, HashSet<Op>> _readers = [];
    private readonly HashSet<Tensor> _kept = [];

    public Readers(Network network)
    {
        foreach (Op op in OpLists.Of(network).SelectMany(ops => ops).Concat(network.Blocks.SelectMany(block => block.SparseBackward)))
        {
            if (op is Scan scan)
                Keep(scan.Carries.SelectMany(carry => new[] { carry.Outgoing, carry.Given }).OfType<Tensor>());
            foreach (Tensor tensor in op.Bodies.Count > 0 ? [] : op.Reads.SelectMany(Memory))
                Of(tensor).Add(op);
        }

        Keep(network.Outputs);
        if (network.Loss is CrossEntropyLoss crossEntropy)
            Keep([crossEntropy.Logits]);
        if (network.Loss?.Mask is { } mask)
            Keep([mask]);
        if (network.Loss is MeanLoss mean)
            Keep([mean.Prediction.Tensor]);
    }

    /// <summary>The targets of some ops that anything but these ops needs.</summary>
    public HashSet<Tensor> OutsideOf(IReadOnlyList<Map> maps)
    {
        var inside = new HashSet<Op>(maps);
        return [.. maps
            .Where(map => !map.Target.IsWhole || map.Target.Tensor.Home is not null || _kept.Contains(map.Target.Tensor)
                || Lifetimes.Root(map.Target.Tensor).Kind == TensorKind.State
                || Of(map.Target.Tensor).Any(reader => !inside.Contains(reader)))
            .Select(map => map.Target.Tensor)];
    }

    /// <summary>True when one op alone needs a tensor.</summary>
    public bool IsOnlyReader(Op reader, Tensor tensor) =>
        tensor.Home is null && !_kept.Contains(tensor) && Of(tensor).SetEquals([reader]);

    private void Keep(IEnumerable<Tensor> tensors)
    {
        _kept.UnionWith(tensors.SelectMany(Memory));
    }

    /// <summary>The tensor, and those whose memory it is a slot of or another view on.</summary>
    private static IEnumerable<Tensor> Memory(Tensor tensor)
    {
        for (Tensor? at = tensor; at is not null; at = at.Home?.Sequence ?? at.Alias?.Source)
            yield return at;
    }

    private HashSet<Op> Of(Tensor tensor)
    {
        if (!_readers.TryGetValue(tensor, out HashSet<Op>? readers))
            _readers[tensor] = readers = [];
        return readers;
    }
}
