namespace RnnGen.Generator.Ir;

/// <summary>Over what a reduction sums.</summary>
internal enum ReduceAxis
{
    /// <summary>Over the columns of each row: one value a row.</summary>
    Columns,

    /// <summary>Over all rows of the batch: one value a column.</summary>
    Rows,
}

/// <summary>
/// <c>Target = Σ Expression</c> over the columns or over the rows, or the mean; added to the target where that is the
/// gradient of a parameter.
/// </summary>
internal sealed class Reduce(View target, Expr expression, ReduceAxis axis, bool mean, bool accumulate = false) : Op
{
    public View Target { get; } = target;

    /// <summary>Elementwise over rows and columns; it has at least one view that is not broadcast.</summary>
    public Expr Expression { get; } = expression;

    public ReduceAxis Axis { get; } = axis;

    public bool Mean { get; } = mean;

    public bool Accumulate { get; } = accumulate;

    /// <summary>A view that has all rows and columns of the expression.</summary>
    public View Model { get; } = expression.Views.First(view => view.Broadcast == Broadcast.None);

    public override IEnumerable<Tensor> Writes => [Target.Tensor];

    public override IEnumerable<Tensor> Reads =>
        Expression.Views.Select(view => view.Tensor).Concat(Accumulate ? [Target.Tensor] : []).Distinct();
}

/// <summary>A choice by what the network is doing: the first ops while it trains, the others when it predicts.</summary>
internal sealed class WhenTraining : Op
{
    public List<Op> Training { get; } = [];

    public List<Op> Inference { get; } = [];

    public override IReadOnlyList<List<Op>> Bodies => [Training, Inference];

    public override IEnumerable<Tensor> Writes => Training.Concat(Inference).SelectMany(op => op.Writes).Distinct();

    public override IEnumerable<Tensor> Reads => Training.Concat(Inference).SelectMany(op => op.Reads).Distinct();
}
