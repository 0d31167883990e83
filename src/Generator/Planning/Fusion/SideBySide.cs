using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Computes products that share their left sides as one: their weights are copied side by side, once for all timesteps, as
/// a built-in layer has the columns of its gates. That pays where the columns of one weight do not fill whole tiles.
/// </summary>
internal sealed class SideBySide
{
    /// <summary>Columns of a tile with the widest vectors: weights of so many are as fast by themselves.</summary>
    private const int TileColumns = 32;

    /// <summary>Rows, over all timesteps, from which on the copies cost less than they save.</summary>
    private const int FewestRows = 32;

    private readonly Network _network;
    private readonly Block _block;
    private readonly Scan _forward;
    private readonly Scan? _backward;

    private SideBySide(Network network, Block block, Scan forward)
    {
        (_network, _block, _forward) = (network, block, forward);
        _backward = block.Backward.OfType<Scan>().FirstOrDefault(scan => scan.Body.OfType<WeightGradient>().Any(gradient =>
            forward.Body.OfType<MatMul>().Any(sum => sum.Products.Any(product => IsGradientOf(gradient, product)))));
    }

    public static void Apply(Network network, int rows)
    {
        foreach (Block block in network.Blocks)
        {
            foreach (Scan scan in block.Forward.OfType<Scan>().Where(scan => rows * scan.Timesteps >= FewestRows).ToArray())
            {
                SideBySide joined = new(network, block, scan);
                foreach (IGrouping<(Tensor, Tensor?, int), MatMul> sums in scan.Body.OfType<MatMul>().Where(IsCandidate).GroupBy(Lefts).ToArray())
                    joined.Join([.. sums]);
            }
        }
    }

    private static bool IsCandidate(MatMul sum) =>
        sum is { Accumulate: false, Products.Count: <= 2 }
        && sum.Target.Columns % TileColumns != 0
        && sum.Products.Select(product => product.Right).Concat(sum.Biases).All(weight => weight is { IsWhole: true, Tensor.Kind: TensorKind.Parameter });

    /// <summary>What sums must have in common.</summary>
    private static (Tensor, Tensor?, int) Lefts(MatMul sum) =>
        (sum.Products[0].Left, sum.Products.Count > 1 ? sum.Products[1].Left : null, sum.Biases.Count);

    private void Join(IReadOnlyList<MatMul> candidates)
    {
        Member[] members = [.. candidates
            .Select(sum => new Member(sum, DeltaOf(sum)))
            .Where(member => IsFree(member.Sum.Target) && !IsFactor(member.Sum.Target)
                && (_backward is null || (member.Delta is not null && IsFree(member.Delta) && BelongsTo(member))))
            .GroupBy(member => member.Delta ?? member.Sum.Target).Where(same => same.Count() == 1).Select(same => same.Single())];
        if (members.Length < 2 || !GradientsGoTogether(members))
            return;

        Tensor[] sides = [.. members[0].Sum.Products.Select((product, i) => Copy([.. members.Select(member => member.Sum.Products[i].Right)]))];
        Tensor[] biases = [.. members[0].Sum.Biases.Select((bias, i) => Copy([.. members.Select(member => member.Sum.Biases[i])]))];
        JoinForward(members, sides, biases);
        if (_backward is not null)
            JoinBackward(members, sides, biases);
    }

    /// <summary>The gradient in what a sum of products gives; null where nothing flows back, or not alone.</summary>
    private Tensor? DeltaOf(MatMul sum)
    {
        WeightGradient[] gradients = [.. (_backward?.Body ?? []).OfType<WeightGradient>().Where(gradient => IsGradientOf(gradient, sum.Products[0]))];
        return gradients.Length == 1 ? gradients[0].Delta : null;
    }

    private bool IsGradientOf(WeightGradient gradient, Product product) =>
        gradient.Input == product.Left && gradient.Target.Tensor == GradientOf(product.Right.Tensor);

    private Tensor? GradientOf(Tensor parameter) => _network.Parameters.FirstOrDefault(candidate => candidate.Tensor == parameter)?.Gradient;

    /// <summary>True when a value of one timestep may become columns of another: elementwise ops take those, most others do not.</summary>
    private bool IsFree(Tensor value)
    {
        bool isCarried = new[] { _forward, _backward }.OfType<Scan>().SelectMany(scan => scan.Carries).Any(carry => carry.Incoming == value || carry.Outgoing == value);
        return value is { Home: null, Alias: null, Kind: TensorKind.Computed } && !isCarried && Ops().All(op => op switch
        {
            Scan => true,
            Map map => map.Target.IsWhole || map.Target.Tensor != value,
            Reduce reduce => reduce.Target.Tensor != value,
            MatMul sum => sum.Target != value || !sum.Accumulate,
            Softmax softmax => softmax.Target != value,
            WeightGradient gradient => gradient.Input != value,
            BiasGradient => true,
            _ => !op.Reads.Contains(value) && !op.Writes.Contains(value),
        });
    }

    /// <summary>True when the gradient in a sum of products goes nowhere but to its weights and to what they multiply.</summary>
    private bool BelongsTo(Member member) => Ops().All(op => op switch
    {
        WeightGradient gradient when gradient.Delta == member.Delta => member.Sum.Products.Any(product => IsGradientOf(gradient, product)),
        BiasGradient gradient when gradient.Delta == member.Delta => member.Sum.Biases.Any(bias => GradientOf(bias.Tensor) == gradient.Target.Tensor),
        MatMul sum => sum.Target != member.Delta && sum.Products.Where(product => product.Left == member.Delta)
            .All(product => product.TransposeRight && member.Sum.Products.Any(own => own.Right == product.Right)),
        _ => true,
    });

    private bool IsFactor(Tensor value) => Ops().OfType<MatMul>().Any(sum => sum.Products.Any(product => product.Left == value));

    /// <summary>True when what flows back to a left side flows through all members' weights in one sum.</summary>
    private bool GradientsGoTogether(Member[] members)
    {
        foreach (MatMul sum in (_backward?.Body ?? []).OfType<MatMul>())
        {
            for (int side = 0; side < members[0].Sum.Products.Count; side++)
            {
                int count = members.Count(member => sum.Products.Any(product => IsBack(product, member, side)));
                if (count != 0 && count != members.Length)
                    return false;
            }
        }

        return true;
    }

    private static bool IsBack(Product product, Member member, int side) =>
        product.TransposeRight && product.Left == member.Delta && product.Right == member.Sum.Products[side].Right;

    /// <summary>A copy of some weights, made before the loop.</summary>
    private Tensor Copy(View[] weights)
    {
        int columns = weights.Sum(weight => weight.Width);
        Tensor first = weights[0].Tensor;
        var copy = new Tensor(
            _block.UniqueName(first.Name + "Wide"), $"[{string.Join(" ", weights.Select(weight => weight.Tensor.Symbol))}]",
            first.Shape.WithLast(columns), Layout.Shared) { Direction = first.Direction };
        _block.Forward.Insert(_block.Forward.IndexOf(_forward), new CopySideBySide(copy, weights));
        return copy;
    }

    private void JoinForward(Member[] members, Tensor[] sides, Tensor[] biases)
    {
        Tensor all = Joined("z", "z", [.. members.Select(member => member.Sum.Target)], out Dictionary<Tensor, View> columns);
        MatMul first = members[0].Sum;
        int at = _forward.Body.IndexOf(first);
        _forward.Body[at] = new MatMul(
            all, [.. first.Products.Select((product, i) => new Product(product.Left, sides[i].All, TransposeRight: false))],
            [.. biases.Select(bias => bias.All)], accumulate: false);
        _forward.Body.RemoveAll(op => members.Any(member => member.Sum == op));
        Replace(_forward.Body, columns);
        if (_backward is not null)
            Replace(_backward.Body, columns);
    }

    private void JoinBackward(Member[] members, Tensor[] sides, Tensor[] biases)
    {
        List<Op> body = _backward!.Body;
        Tensor delta = Joined("dZ", "dz", [.. members.Select(member => member.Delta!)], out Dictionary<Tensor, View> columns);
        bool IsTheirs(Op op) => op is WeightGradient weight ? columns.ContainsKey(weight.Delta) : op is BiasGradient bias && columns.ContainsKey(bias.Delta);

        // The last of their gradients is where all of the joined one is known.
        int last = body.FindLastIndex(IsTheirs) + 1;
        List<Op> gradients = [];
        foreach ((Tensor side, int i) in sides.Select((side, i) => (side, i)))
            gradients.Add(new WeightGradient(Gathered(side, [.. members.Select(member => member.Sum.Products[i].Right)]), members[0].Sum.Products[i].Left, delta));
        foreach ((Tensor bias, int i) in biases.Select((bias, i) => (bias, i)))
            gradients.Add(new BiasGradient(Gathered(bias, [.. members.Select(member => member.Sum.Biases[i])]), delta));
        body.InsertRange(last, gradients);
        body.RemoveAll(IsTheirs);

        for (int index = 0; index < body.Count; index++)
        {
            if (body[index] is not MatMul sum || !sum.Products.Any(product => columns.ContainsKey(product.Left)))
                continue;
            IEnumerable<Product> joined = sides.Where((_, i) => sum.Products.Any(product => IsBack(product, members[0], i)))
                .Select(side => new Product(delta, side.All, TransposeRight: true));
            body[index] = new MatMul(sum.Target, [.. joined, .. sum.Products.Where(product => !columns.ContainsKey(product.Left))], sum.Biases, sum.Accumulate);
        }

        Replace(body, columns);
    }

    /// <summary>The gradient of a copy: summed over the loop, then added to the gradients of the weights.</summary>
    private View Gathered(Tensor copy, View[] weights)
    {
        var gradient = new Tensor(_block.UniqueName("d" + Names.Capitalize(copy.Name)), "d" + copy.Symbol, copy.Shape, Layout.Shared) { Direction = copy.Direction };
        _block.Backward.Insert(_block.Backward.IndexOf(_backward!), new Clear(gradient));
        _block.Backward.Insert(_block.Backward.IndexOf(_backward!) + 1, new AddApart([.. weights.Select(weight => GradientOf(weight.Tensor)!.All)], gradient));
        return gradient.All;
    }

    /// <summary>A tensor with the columns of some others.</summary>
    private Tensor Joined(string name, string symbol, Tensor[] parts, out Dictionary<Tensor, View> columns)
    {
        Direction? direction = parts[0].Direction;
        var all = new Tensor(
            _block.UniqueName(name + direction?.Name), direction?.Mark(symbol + "_t") ?? symbol + "_t",
            parts[0].Shape.WithLast(parts.Sum(part => part.Columns)), parts[0].Layout) { Direction = direction };
        columns = [];
        int offset = 0;
        foreach (Tensor part in parts)
        {
            columns[part] = all.Slice(offset, part.Columns, part.PlainName);
            offset += part.Columns;
        }

        return all;
    }

    private static void Replace(List<Op> body, Dictionary<Tensor, View> columns)
    {
        View In(View view) => columns.TryGetValue(view.Tensor, out View? part) ? part with { Broadcast = view.Broadcast } : view;
        Expr InAll(Expr expression) => expression.Views.Aggregate(expression, (replaced, view) => replaced.Replace(view, In(view)));
        for (int index = 0; index < body.Count; index++)
        {
            if (body[index] is Map map)
                body[index] = new Map(In(map.Target), InAll(map.Expression));
            else if (body[index] is Reduce reduce)
                body[index] = new Reduce(reduce.Target, InAll(reduce.Expression), reduce.Axis, reduce.Mean, reduce.Accumulate);
            else if (body[index] is Softmax softmax)
                body[index] = new Softmax(softmax.Target, In(softmax.Source));
        }
    }

    private IEnumerable<Op> Ops() => new[] { _block.Forward, _block.Backward }
        .SelectMany(ops => ops.Concat(ops.OfType<Scan>().SelectMany(scan => scan.Body)));

    /// <summary>A sum of products, and the gradient in it.</summary>
    private sealed record Member(MatMul Sum, Tensor? Delta);
}
