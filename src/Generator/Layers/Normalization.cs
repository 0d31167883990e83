using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;
using static RnnGen.Generator.Ir.Expr;

namespace RnnGen.Generator.Layers;

/// <summary>
/// What the normalizations share: y = γ ∘ (x − μ) / √(v + ε) + β. They differ in what mean and variance are taken over.
/// </summary>
internal abstract class Normalization(AttributeSpec spec) : Layer(spec)
{
    private bool Scale => Options.Bool("Scale", true);

    private bool Center => Options.Bool("Center", true);

    private double Epsilon => Options.Real(nameof(Epsilon), 1e-3);

    public override string OutputActivation => Activations.Linear;

    public override IReadOnlyList<string> WeightNames => ["gamma", "beta"];

    public override string Description => Describe(Scale ? "" : "Scale = false", Center ? "" : "Center = false");

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = WeightOptions.Check(this, problems, ("Gamma", 1), ("Beta", 1))
            & Check.Number(this, problems, nameof(Epsilon), Epsilon, Epsilon > 0 && !double.IsInfinity(Epsilon), "it must be a finite number greater than 0");
        return valid ? input : null;
    }

    public override long CountParameters(Shape input) => ((Scale ? 1L : 0) + (Center ? 1 : 0)) * input.Last;

    /// <summary>The mean of some values of the last axis, as a view that an expression over all of them can read.</summary>
    /// <param name="of">The values: x for the mean, (x − μ)² for the variance.</param>
    protected abstract View Mean(LayerBuilder b, string name, string symbol, Expr of);

    /// <summary>A statistic as it takes part in an expression over all values.</summary>
    protected abstract View Spread(View statistic, int columns);

    public override Tensor Build(LayerBuilder b, Tensor input)
    {
        int columns = input.Columns;
        Tensor? gamma = Scale ? Parameter(b, "gamma", "γ", columns, "Ones") : null;
        Tensor? beta = Center ? Parameter(b, "beta", "β", columns, "Zeros") : null;

        View mean = Mean(b, "mean", "μ", input.All);
        View d = b.Let("d", input.All - Spread(mean, columns));
        View variance = Mean(b, "variance", "v", (Expr)d * d);
        View r = b.Let("r", InverseSqrt(variance + Epsilon));

        Expr y = d * Spread(r, columns);
        if (gamma is not null)
            y = gamma.All.AlongRows * y;
        if (beta is not null)
            y += beta.All.AlongRows;
        return b.Let("y", y).Tensor;
    }

    private Tensor Parameter(LayerBuilder b, string name, string symbol, int columns, string initializer)
    {
        string option = Names.PascalCase(name);
        return b.Parameter(
            name, symbol, new Shape(columns), WeightOptions.Initialization(Options, option, initializer), WeightOptions.Penalty(Options, option));
    }
}
