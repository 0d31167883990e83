using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// Normalizes each feature by its mean and variance over the batch while training, and by moving averages of these
/// afterwards (Ioffe and Szegedy 2015).
/// </summary>
internal sealed class BatchNormalization(AttributeSpec spec) : Normalization(spec)
{
    private double Momentum => Options.Real(nameof(Momentum), 0.99);

    public override IReadOnlyList<string> StatisticNames => ["moving_mean", "moving_variance"];

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        bool valid = WeightOptions.Check(this, problems, ("MovingMean", 1), ("MovingVariance", 1))
            & Check.Number(this, problems, nameof(Momentum), Momentum, Momentum is >= 0 and <= 1, "it is the share that is kept: at least 0 and at most 1");
        return base.InferShape(input, problems) is { } output && valid ? output : null;
    }

    // Keras' mask, (timesteps, 1), goes with (timesteps, features) alone.
    public override bool PassesMask(Shape input) => input.Rank == 2;

    public override long CountParameters(Shape input) => base.CountParameters(input) + 2L * input.Last;

    protected override View Mean(LayerBuilder b, string name, string symbol, Expr of)
    {
        string option = "Moving" + Names.Capitalize(name);
        View moving = b.Statistic(
            "moving_" + name, symbol + "′", of.Views.First().Width,
            WeightOptions.Initialization(Options, option, name == "variance" ? "Ones" : "Zeros")).All;
        // As in Keras, padding is no part of the batch.
        Tensor x = of.Views.First().Tensor;
        Tensor? mask = b.InputMask is not null && PassesMask(x.Shape) ? b.MaskIn(x.Layout) : null;
        return b.MeanOfBatch(name, symbol, of, moving, Momentum, mask);
    }

    protected override View Spread(View statistic, int columns) => statistic.AlongRows;
}
