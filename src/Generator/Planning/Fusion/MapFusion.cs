using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>Joins elementwise ops over the same elements into one pass each.</summary>
internal static class MapFusion
{
    public static void Apply(Network network)
    {
        var readers = new Readers(network);
        // The loss's gradient stays as it is: one small pass, over the caller's targets.
        foreach (List<Op> ops in OpLists.Of(network).Where(ops => ops != network.Loss?.Backward))
            Fuse(ops, readers);
    }

    private static void Fuse(List<Op> ops, Readers readers)
    {
        // The position of each pass in the new order is that of its first op; later ops move up to it where they may.
        var order = new List<List<Op>>();
        foreach (Op op in ops)
        {
            int home = op is Map map && IsVector(map) ? FindPass(order, map) : -1;
            if (home >= 0)
                order[home].Add(op);
            else
                order.Add([op]);
        }

        ops.Clear();
        foreach (List<Op> entry in order)
        {
            Map[] maps = [.. entry.OfType<Map>()];
            ops.Add(maps.Length == 0 || !maps.All(IsVector) ? entry[0] : new MapGroup(maps, readers.OutsideOf(maps)));
        }
    }

    /// <summary>
    /// Vectors are loaded whole, also at the end: the caller's own arrays have no room for that. The error function is
    /// computed value by value, and so is a single vector, such as a statistic of the batch.
    /// </summary>
    public static bool IsVector(Map map) =>
        map.Target.Tensor.Layout != Layout.Shared
        && HasVectorFunctions(map.Expression)
        && map.Expression.Views.Append(map.Target).All(view => Lifetimes.IsPadded([view.Tensor]));

    /// <summary>True when vectors can compute all functions of an expression: there is no error function of vectors.</summary>
    public static bool HasVectorFunctions(Expr expression) => !expression.Walk().Any(part => part is Call { Function: Function.Erf });

    /// <summary>The latest pass that the op can join without overtaking what it depends on, or what depends on it.</summary>
    private static int FindPass(List<List<Op>> order, Map map)
    {
        HashSet<Tensor> reads = [.. map.Reads.Select(Lifetimes.Root)];
        Tensor target = Lifetimes.Root(map.Target.Tensor);
        for (int index = order.Count - 1; index >= 0; index--)
        {
            if (order[index][0] is Map first && IsVector(first) && SameElements(first, map))
                return index;
            bool blocks = order[index].Any(op =>
                op.Writes.Select(Lifetimes.Root).Any(tensor => reads.Contains(tensor) || tensor == target)
                || op.Reads.Select(Lifetimes.Root).Contains(target));
            if (blocks)
                return -1;
        }

        return -1;
    }

    private static bool SameElements(Map a, Map b) =>
        a.Target.Width == b.Target.Width
        && a.Target.Tensor.RowsPerSample == b.Target.Tensor.RowsPerSample
        && a.Target.Tensor.Layout == b.Target.Tensor.Layout;
}
