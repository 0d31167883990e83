namespace RnnGen.Generator.Ir;

/// <summary>
/// Elementwise ops over the same elements, computed in one pass: what only they read among themselves stays in registers.
/// </summary>
/// <param name="maps">The ops in their order.</param>
/// <param name="stored">The targets that something outside the pass needs.</param>
internal sealed class MapGroup(IReadOnlyList<Map> maps, IReadOnlyCollection<Tensor> stored) : Op
{
    public IReadOnlyList<Map> Maps { get; } = maps;

    public bool IsStored(Map map) => stored.Contains(map.Target.Tensor);

    public override IEnumerable<Tensor> Writes => Maps.Where(IsStored).Select(map => map.Target.Tensor).Distinct();

    /// <summary>The views that are loaded: those that no earlier op of the pass has computed.</summary>
    public IEnumerable<View> Loads
    {
        get
        {
            var computed = new HashSet<View>();
            var loaded = new HashSet<View>();
            foreach (Map map in Maps)
            {
                foreach (View view in map.Expression.Views)
                {
                    if (!computed.Contains(view) && loaded.Add(view))
                        yield return view;
                }

                computed.Add(map.Target);
            }
        }
    }

    public override IEnumerable<Tensor> Reads => Loads.Select(view => view.Tensor).Distinct();
}

/// <summary>A transposed copy of a weight, made once for all timesteps that multiply with it.</summary>
internal sealed class Transpose(Tensor target, View source) : Op
{
    public Tensor Target { get; } = target;

    public View Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source.Tensor];
}

/// <summary>
/// Weight gradients of a backward scan, summed over several timesteps at a time: their sums pass through the cache once
/// a block and not once a timestep.
/// </summary>
internal sealed class BlockedGradients(int timesteps, Scan scan, IReadOnlyList<WeightGradient> gradients) : Op
{
    /// <summary>Timesteps of a block; the block that ends at the last timestep may have fewer.</summary>
    public int Timesteps { get; } = timesteps;

    /// <summary>The scan whose gradients they are.</summary>
    public Scan Scan { get; } = scan;

    /// <summary>The gradients, each over a block of slots.</summary>
    public IReadOnlyList<WeightGradient> Gradients { get; } = gradients;

    public override IEnumerable<Tensor> Writes => Gradients.SelectMany(op => op.Writes).Distinct();

    public override IEnumerable<Tensor> Reads => Gradients.SelectMany(op => op.Reads).Distinct();
}

/// <summary>
/// Products of matrices that have a row for each different token, some tokens at a time: what the products share passes
/// through the cache once, and not once a product.
/// </summary>
internal sealed class TokenBlocks(int tokens, IReadOnlyList<Op> products) : Op
{
    /// <summary>Tokens of a block; the last one may have fewer.</summary>
    public int Tokens { get; } = tokens;

    /// <summary>The products, each over a block of rows.</summary>
    public IReadOnlyList<Op> Products { get; } = products;

    public override IEnumerable<Tensor> Writes => Products.SelectMany(op => op.Writes).Distinct();

    public override IEnumerable<Tensor> Reads => Products.SelectMany(op => op.Reads).Distinct();
}

/// <summary>An op of a backward scan whose result only the next timestep needs: at the last one it is left out.</summary>
internal sealed class UnlessLast(Op op) : Op
{
    public Op Op { get; } = op;

    public override IEnumerable<Tensor> Writes => Op.Writes;

    public override IEnumerable<Tensor> Reads => Op.Reads;
}

/// <summary>A copy of weights that multiply the same vectors, their columns side by side.</summary>
internal sealed class CopySideBySide(Tensor target, IReadOnlyList<View> sources) : Op
{
    public Tensor Target { get; } = target;

    public IReadOnlyList<View> Sources { get; } = sources;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => Sources.Select(source => source.Tensor);
}

/// <summary>Adds the columns of the gradient of such a copy to the gradients of the weights.</summary>
internal sealed class AddApart(IReadOnlyList<View> targets, Tensor source) : Op
{
    public IReadOnlyList<View> Targets { get; } = targets;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => Targets.Select(target => target.Tensor);

    public override IEnumerable<Tensor> Reads => Writes.Append(Source);
}
