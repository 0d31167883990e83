using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Differentiation;

/// <summary>Derivatives of reductions and of what is broadcast, each the other's, and of windows.</summary>
internal sealed partial class Differentiator
{
    private void Back(Reduce reduce)
    {
        if (Sum(reduce.Target.Tensor) is not { } gradient)
            return;
        View spread = reduce.Axis == ReduceAxis.Rows ? gradient.All.AlongRows : gradient.All.AlongColumns(reduce.Model.Width);
        Expr share = !reduce.Mean ? spread
            : reduce.Axis == ReduceAxis.Rows ? spread * new Scalar("inverseCount", reduce.Model.Tensor.RowsPerSample)
            : 1.0 / reduce.Model.Width * (Expr)spread;
        foreach (View input in reduce.Expression.Views.Where(Learns))
            Contribute(input, share * SymbolicDerivative.Of(reduce.Expression, input));
    }

    /// <summary>Adds a term to a view's gradient; that of a view which is broadcast is the sum over where it went.</summary>
    private void Contribute(View input, Expr term)
    {
        if (input.Broadcast == Broadcast.None)
        {
            _adjoints.Add(input, term);
            return;
        }

        ReduceAxis axis = input.Broadcast == Broadcast.AlongRows ? ReduceAxis.Rows : ReduceAxis.Columns;
        if (input.Tensor.Kind == TensorKind.Parameter)
        {
            View target = InGradient(input);
            _ops.Add(term is View { IsContiguous: true } delta
                ? new BiasGradient(target, delta.Tensor)
                : new Reduce(target, term, axis, mean: false, accumulate: true));
            return;
        }

        Tensor sum = GradientOf(input.Tensor);
        _ops.Add(new Reduce(sum.All, term, axis, mean: false));
        _adjoints.Add(input with { Broadcast = Broadcast.None }, sum.All);
    }
}
