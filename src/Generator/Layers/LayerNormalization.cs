using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Normalizes each vector of features by its own mean and variance (Ba et al. 2016).</summary>
internal sealed class LayerNormalization(AttributeSpec spec) : Normalization(spec)
{
    public override bool PassesMask(Shape input) => true;

    protected override View Mean(LayerBuilder b, string name, string symbol, Expr of) => b.MeanOfRows(name, symbol, of);

    protected override View Spread(View statistic, int columns) => statistic.AlongColumns(columns);
}
