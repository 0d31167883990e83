using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Long short-term memory (Hochreiter &amp; Schmidhuber 1997; forget gate by Gers et al. 2000), in Keras' form.</summary>
internal sealed class Lstm(AttributeSpec spec) : StandardRecurrentLayer(spec)
{
    protected override int Gates => 4;

    protected override IReadOnlyList<string> States => ["h", "c"];

    // A forget gate that begins open lets the gradient through from the start (Jozefowicz et al. 2015).
    protected override (int Start, int Count) BiasOnes => Options.Spec.Bool("UnitForgetBias", true) ? (Units, Units) : default;

    protected override IReadOnlyList<View> Step(Cell cell)
    {
        int u = Units;
        View cPrev = cell.Previous[1];

        // One product serves the four gates; the columns of W, U and b are i, f, c, o.
        View z = cell.Affine("z", [(cell.X, cell.Kernel), (cell.Hidden, cell.RecurrentKernel)], cell.Bias);
        View i = cell.Activate("i", z.Slice(0 * u, u, "z_i"), RecurrentActivationName);
        View f = cell.Activate("f", z.Slice(1 * u, u, "z_f"), RecurrentActivationName);
        View g = cell.Activate("g", z.Slice(2 * u, u, "z_c"), ActivationName);
        View o = cell.Activate("o", z.Slice(3 * u, u, "z_o"), RecurrentActivationName);
        View c = cell.Let("c", f * cPrev + i * g);
        View h = cell.Let("h", o * cell.Activated("a", c, ActivationName));
        return [h, c];
    }
}
