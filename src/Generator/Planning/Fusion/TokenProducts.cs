using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// What an embedding gives for a token, times a weight, is the same wherever the token stands. It is computed once for each
/// different token, before the loop over time, which takes its rows; on the way back the loop adds the gradients of each
/// token's rows, and the weight's gradient is computed from these sums.
/// </summary>
/// <remarks>
/// Either each shard does so for its own tokens, or all shards together for those of the batch: then there are fewer products,
/// but the shards' sums have to be added, which pays where a product is long.
/// </remarks>
internal sealed class TokenProducts
{
    /// <summary>Tokens of a shard from which on some of them are likely to be the same.</summary>
    private const int FewestTokens = 64;

    /// <summary>Values with a row for each token, at most: beyond, there is no room for them in an array with others.</summary>
    private const long MostValues = 1 << 28;

    /// <summary>Columns of the embedding from which on a product costs more than to take a row and to add to one.</summary>
    private const int FewestColumns = 16;

    /// <summary>Columns of the embedding from which on a product costs more than to add up the rows of all shards.</summary>
    private const int FewestColumnsOfBatch = 64;

    private readonly Block _embedding;
    private readonly Gather _gather;
    private readonly bool _ofBatch;
    private readonly int _mostRows;
    private readonly int _mostOfShard;

    /// <summary>The gradient in what the embedding gives; null where none flows back.</summary>
    private readonly Tensor? _gradient;

    /// <summary>Which tokens there are, and which of them a timestep has.</summary>
    private readonly Tensor _tokens;
    private readonly Tensor _step;

    /// <summary>Their rows of the table, and the gradient in these.</summary>
    private readonly Tensor _rows;
    private readonly Tensor? _rowsGradient;

    private TokenProducts(Network network, Block embedding, Gather gather, Tensor step, Sharding sharding)
    {
        (_embedding, _gather) = (embedding, gather);
        (Tensor table, int vocabulary) = (gather.Table, gather.Table.Shape.Dimensions[0]);
        int positions = sharding.Rows * gather.Tokens.Size;
        int mostOfBatch = (int)Math.Min((long)sharding.Count * positions, vocabulary);
        int[] sums = [.. SumsOf(network, gather.Target).Select(sum => sum.Target.Columns)];
        // A vector of one column reaches further than the row that is left out behind a share.
        _ofBatch = sharding.Count > 1 && table.Columns >= FewestColumnsOfBatch && !sums.Contains(1)
            && (long)mostOfBatch * (2 * table.Columns + sums.Sum()) <= MostValues;
        _mostOfShard = Math.Min(positions, vocabulary);
        // A row is left out behind each share.
        _mostRows = _ofBatch ? mostOfBatch + sharding.Count : _mostOfShard;
        _gradient = GradientOf(embedding, gather);
        _tokens = new Tensor("tokens", "tokens", new Shape(1), Layout.Shared, TensorKind.TokenList);
        _step = new Tensor(step.Name, step.Symbol, new Shape(1), Layout.BatchMajor, TensorKind.TokenList);
        string symbol = table.Symbol + "_x";
        _rows = ByToken(embedding, table.Name + "OfTokens", symbol, table.Columns);
        _rowsGradient = _gradient is null ? null : ByToken(embedding, "d" + Names.Capitalize(_rows.Name), "d" + symbol, table.Columns);
    }

    public static void Apply(Network network, Sharding sharding)
    {
        foreach (Block block in network.Blocks)
        {
            foreach (Gather gather in block.Forward.OfType<Gather>().Where(gather => IsFit(network, block, gather, sharding.Rows)).ToArray())
            {
                if (StepsOf(network, gather.Target) is { Length: 1 } steps)
                    new TokenProducts(network, block, gather, steps[0], sharding).Apply(network);
            }
        }
    }

    /// <summary>True when there are enough tokens, and all that reads their rows are products with weights, timestep by timestep.</summary>
    private static bool IsFit(Network network, Block embedding, Gather gather, int rows)
    {
        long tokens = (long)rows * gather.Tokens.Size;
        if (gather.Target.Layout != Layout.TimeMajor || gather.Target.Columns < FewestColumns || tokens < FewestTokens
            || tokens * gather.Target.Columns > MostValues || network.Outputs.Contains(gather.Target))
            return false;

        Tensor? gradient = GradientOf(embedding, gather);
        return OpLists.Of(network).SelectMany(ops => ops).Where(op => op.Bodies.Count == 0 && op != gather).All(op => op switch
        {
            MatMul sum when IsStepOf(sum.Target, gradient) => sum.Biases.Count == 0 && sum.Products.All(product => product.TransposeRight),
            MatMul sum when sum.Products.Any(product => IsStepOf(product.Left, gather.Target)) =>
                !sum.Accumulate && sum.Products.Count(product => IsStepOf(product.Left, gather.Target)) == 1
                && sum.Products.All(product => !product.TransposeRight) && tokens * sum.Target.Columns <= MostValues
                && sum.Products.Select(product => product.Right).Concat(sum.Biases).All(weight => weight.Tensor.Layout == Layout.Shared),
            WeightGradient weight when IsStepOf(weight.Input, gather.Target) => true,
            _ => !op.Reads.Concat(op.Writes).Any(tensor => IsOrIsStepOf(tensor, gather.Target) || IsOrIsStepOf(tensor, gradient)),
        });
    }

    /// <summary>The sequence's values at one timestep, as loops read them.</summary>
    private static Tensor[] StepsOf(Network network, Tensor sequence) =>
    [
        .. network.Blocks.SelectMany(block => block.Forward).OfType<Scan>().SelectMany(scan => scan.Slices)
            .Where(slice => IsStepOf(slice, sequence)).Distinct(),
    ];

    /// <summary>The sums that the sequence's values are a part of, times a weight.</summary>
    private static IEnumerable<MatMul> SumsOf(Network network, Tensor sequence) => OpLists.Of(network).SelectMany(ops => ops).OfType<MatMul>()
        .Where(sum => sum.Products.Any(product => IsStepOf(product.Left, sequence)));

    private static Tensor? GradientOf(Block embedding, Gather gather) =>
        embedding.SparseBackward.Where(scatter => scatter.Tokens == gather.Tokens).Select(scatter => scatter.Delta).FirstOrDefault();

    private static bool IsStepOf(Tensor tensor, Tensor? sequence) => sequence is not null && tensor.Home?.Sequence == sequence;

    private static bool IsOrIsStepOf(Tensor tensor, Tensor? sequence) => tensor == sequence || IsStepOf(tensor, sequence);

    private void Apply(Network network)
    {
        Gather rows = new(_rows, _gather.Table, _tokens);
        int at = _embedding.Forward.IndexOf(_gather);
        _embedding.Forward.RemoveAt(at);
        if (_ofBatch)
            _embedding.TokenForward.Add(rows);
        else
            _embedding.Forward.InsertRange(at, [new ListTokens(_tokens, _gather.Tokens), rows]);
        if (_rowsGradient is not null)
        {
            int sparse = _embedding.SparseBackward.FindIndex(scatter => scatter.Delta == _gradient);
            _embedding.SparseBackward[sparse] = new ScatterAdd(_embedding.SparseBackward[sparse].Target, _tokens, _rowsGradient);
        }

        foreach (Block block in network.Blocks)
        {
            foreach (Scan scan in block.Forward.OfType<Scan>().ToArray())
                ApplyForward(block, scan);
            foreach (Scan scan in block.Backward.OfType<Scan>().ToArray())
                ApplyBackward(block, scan);
        }
    }

    /// <summary>z = x·W + h·U + b becomes Z_x = E_x·W + b before the loop, and in it z = Z_x[x] + h·U.</summary>
    private void ApplyForward(Block block, Scan scan)
    {
        scan.Slices.RemoveAll(slice => IsStepOf(slice, _gather.Target));
        for (int index = 0; index < scan.Body.Count; index++)
        {
            if (scan.Body[index] is not MatMul sum || sum.Products.FirstOrDefault(product => IsStepOf(product.Left, _gather.Target)) is not { } product)
                continue;
            Tensor table = OfTokens(block, sum.Target, ByToken);
            var before = new MatMul(table, [product with { Left = _rows }], sum.Biases, accumulate: false);
            if (_ofBatch)
            {
                // A copy of the weight is made before it is used.
                Move(block.Forward, block.TokenForward, op => op.Writes.Intersect(before.Reads).Any());
                block.TokenForward.Add(before);
            }
            else
            {
                block.Forward.Insert(block.Forward.IndexOf(scan), before);
            }

            scan.Body[index] = new Gather(sum.Target, table, _step) { Scan = scan };
            Product[] others = [.. sum.Products.Where(other => other != product)];
            if (others.Length > 0)
                scan.Body.Insert(index + 1, new MatMul(sum.Target, others, biases: [], accumulate: true));
        }
    }

    /// <summary>
    /// dW += xᵀ·dz and dx = dz·Wᵀ become dZ_x[x] += dz in the loop, and behind it dW += E_xᵀ·dZ_x and dE_x = dZ_x·Wᵀ, with
    /// the sum of all shards' dZ_x where that is done for a batch.
    /// </summary>
    private void ApplyBackward(Block block, Scan scan)
    {
        Dictionary<Tensor, Tensor> sums = [];
        List<Op> body = [], behind = [];

        Tensor SumOf(Tensor delta)
        {
            if (!sums.TryGetValue(delta, out Tensor? sum))
            {
                Tensor ofShard = OfTokens(block, delta, ByTokenOfShard);
                sums[delta] = sum = _ofBatch ? ByTokenOfBlock(block, delta.Name + "OfBlock", ofShard.Symbol, delta.Columns) : ofShard;
                block.Backward.Insert(block.Backward.IndexOf(scan), new Clear(ofShard));
                body.Add(new ScatterAdd(ofShard, _step, delta) { Scan = scan });
                if (_ofBatch)
                    behind.Add(new AddShards(sum, ofShard));
            }

            return sum;
        }

        foreach (Op op in scan.Body)
        {
            if (op is WeightGradient gradient && IsStepOf(gradient.Input, _gather.Target))
                behind.Add(new WeightGradient(gradient.Target, _rows, SumOf(gradient.Delta)));
            else if (op is MatMul sum && IsStepOf(sum.Target, _gradient))
                behind.Add(new MatMul(_rowsGradient!, [.. sum.Products.Select(product => product with { Left = SumOf(product.Left) })], [], sum.Accumulate));
            else
                body.Add(op);
        }

        scan.Slices.RemoveAll(slice => IsStepOf(slice, _gather.Target) || IsStepOf(slice, _gradient));
        scan.Body.Clear();
        scan.Body.AddRange(body);
        if (!_ofBatch)
        {
            block.Backward.InsertRange(block.Backward.IndexOf(scan) + 1, behind);
            return;
        }

        block.TokenBackward.AddRange(behind);
        // The gradient of a copy of the weight is added to that of the weight when it is whole.
        Move(block.Backward, block.TokenBackward, op => op is AddApart && behind.SelectMany(product => product.Writes).Intersect(op.Reads).Any());
    }

    private static void Move(List<Op> from, List<Op> to, Func<Op, bool> isMeant)
    {
        Op[] moved = [.. from.Where(op => op.Bodies.Count == 0 && isMeant(op))];
        from.RemoveAll(op => moved.Contains(op));
        to.AddRange(moved);
    }

    /// <summary>A row for each token, of what a timestep has for each sample.</summary>
    private static Tensor OfTokens(Block block, Tensor step, Func<Block, string, string, int, Tensor> newTensor) =>
        newTensor(block, step.Name + "OfTokens", step.Symbol.Replace("_t", "") + "_x", step.Columns);

    private Tensor ByToken(Block block, string name, string symbol, int columns) =>
        new(block.UniqueName(name), symbol, new Shape(_mostRows, columns), _ofBatch ? Layout.ByTokenOfBatch : Layout.ByTokenOfShard);

    private Tensor ByTokenOfShard(Block block, string name, string symbol, int columns) =>
        new(block.UniqueName(name), symbol, new Shape(_mostOfShard, columns), Layout.ByTokenOfShard);

    private static Tensor ByTokenOfBlock(Block block, string name, string symbol, int columns) =>
        new(block.UniqueName(name), symbol, new Shape(TokenBlocking.BlockTokens, columns), Layout.ByTokenOfBlock);
}
