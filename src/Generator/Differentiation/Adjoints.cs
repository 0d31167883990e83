using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// What is known so far of the gradient of each tensor: the terms that the ops reading it have contributed. A tensor's
/// terms are complete when the op that computes it is reached (backward), and only then become one op.
/// </summary>
internal sealed class Adjoints
{
    private readonly Dictionary<Tensor, Terms> _terms = [];

    public void Add(View to, Expr term) => Of(to.Tensor).Elementwise.Add((to, term));

    /// <summary>Takes a tensor's terms as one expression, where they are elementwise and it is accepted; else null.</summary>
    public Expr? TakeExpression(Tensor tensor, Func<Expr, bool> accept)
    {
        if (!_terms.TryGetValue(tensor, out Terms? terms) || terms.Products.Count > 0 || !terms.Elementwise.All(term => term.To.IsWhole))
            return null;
        Expr sum = terms.Elementwise.Select(term => term.Term).Aggregate((sum, term) => sum + term);
        if (!accept(sum))
            return null;
        _terms.Remove(tensor);
        return sum;
    }

    /// <summary>Adds <c>delta · rightᵀ</c>.</summary>
    public void AddProduct(Tensor to, Tensor delta, View right) => Of(to).Products.Add(new Product(delta, right, TransposeRight: true));

    /// <summary>
    /// Sums a tensor's terms into one tensor, appending the ops for it. Null when nothing was contributed; an existing
    /// tensor when the only term is that tensor, and <paramref name="into"/> does not ask for a copy.
    /// </summary>
    /// <param name="accumulate">Whether the terms are added to what <paramref name="into"/> holds.</param>
    public Tensor? Sum(Tensor tensor, List<Op> ops, Func<Tensor> newTensor, Tensor? into = null, bool accumulate = false)
    {
        if (!_terms.TryGetValue(tensor, out Terms? terms))
        {
            if (into is not null && !accumulate)
                ops.Add(new Clear(into));
            return into;
        }

        _terms.Remove(tensor);
        if (into is null && terms.OnlyTensor is { } only)
            return only;

        Tensor target = into ?? newTensor();
        tensor.NameColumnsOfGradient(target);
        bool holdsSum = AppendElementwise(target, terms.Elementwise, ops, accumulate);
        if (terms.Products.Count > 0)
            ops.Add(new MatMul(target, terms.Products, biases: [], accumulate: holdsSum));
        return target;
    }

    /// <summary>Appends the elementwise terms, whole ones first; true when the target holds something afterwards.</summary>
    private static bool AppendElementwise(Tensor target, List<(View To, Expr Term)> terms, List<Op> ops, bool holdsSum)
    {
        Expr[] whole = [.. terms.Where(term => term.To.IsWhole).Select(term => term.Term)];
        if (whole.Length > 0)
        {
            Expr sum = whole.Aggregate((sum, term) => sum + term);
            ops.Add(new Map(target.All, holdsSum ? target.All + sum : sum));
            holdsSum = true;
        }

        IGrouping<(int Offset, int Width), (View To, Expr Term)>[] parts =
            [.. terms.Where(term => !term.To.IsWhole).GroupBy(term => (term.To.Offset, term.To.Width))];
        if (parts.Length > 0 && !holdsSum && !CoverExactly(target.Columns, parts.Select(part => part.Key)))
        {
            ops.Add(new Clear(target));
            holdsSum = true;
        }

        foreach (IGrouping<(int Offset, int Width), (View To, Expr Term)> part in parts)
        {
            var view = new View(target, part.Key.Offset, part.Key.Width);
            Expr sum = part.Select(term => term.Term).Aggregate((sum, term) => sum + term);
            ops.Add(new Map(view, holdsSum ? view + sum : sum));
        }

        return holdsSum || parts.Length > 0;
    }

    /// <summary>True when the parts touch each column once, so that none needs a zero to be added to.</summary>
    private static bool CoverExactly(int columns, IEnumerable<(int Offset, int Width)> parts)
    {
        int next = 0;
        foreach ((int offset, int width) in parts.OrderBy(part => part.Offset))
        {
            if (offset != next)
                return false;
            next += width;
        }

        return next == columns;
    }

    private Terms Of(Tensor tensor)
    {
        if (!_terms.TryGetValue(tensor, out Terms? terms))
            _terms[tensor] = terms = new Terms();
        return terms;
    }

    private sealed class Terms
    {
        public List<(View To, Expr Term)> Elementwise { get; } = [];

        public List<Product> Products { get; } = [];

        /// <summary>The tensor that the sum is, when there is nothing to compute.</summary>
        public Tensor? OnlyTensor =>
            Products.Count == 0 && Elementwise.Count == 1 && Elementwise[0].To.IsWhole && Elementwise[0].Term is View { IsContiguous: true } view
                ? view.Tensor
                : null;
    }
}
