using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014). The reset gate acts on h_{t−1}·U (Keras' default, ResetAfter, as cuDNN has
/// it) or on h_{t−1} itself (the paper, and most lectures).
/// </summary>
internal sealed class Gru(AttributeSpec spec) : StandardRecurrentLayer(spec)
{
    private bool ResetAfter => Options.Bool("ResetAfter", true);

    protected override int Gates => 3;

    protected override IReadOnlyList<string> States => ["h"];

    protected override int BiasRows => ResetAfter ? 2 : 1;

    protected override IReadOnlyList<View> Step(Cell cell)
    {
        int u = Units;
        View x = cell.X, hidden = cell.Hidden, hPrev = cell.Previous[0];

        // The columns of W, U and b are z, r, h. With ResetAfter, b has a second row b′ for the recurrent side.
        IReadOnlyList<View> RecurrentBias(int offset, int width, string symbol) =>
            ResetAfter ? cell.BiasOf(3 * u + offset, width, symbol) : [];

        View a = cell.Affine(
            "a", [(x, cell.KernelOf(0, 2 * u, "zr")), (hidden, cell.RecurrentKernelOf(0, 2 * u, "zr"))],
            [.. cell.BiasOf(0, 2 * u, "b_zr"), .. RecurrentBias(0, 2 * u, "b′_zr")]);
        View z = cell.Activate("z", a.Slice(0, u, "a_z"), RecurrentActivationName);
        View r = cell.Activate("r", a.Slice(u, u, "a_r"), RecurrentActivationName);

        (View, View) input = (x, cell.KernelOf(2 * u, u, "h"));
        View recurrentKernel = cell.RecurrentKernelOf(2 * u, u, "h");
        IReadOnlyList<View> bias = cell.BiasOf(2 * u, u, "b_h");
        View p;
        if (ResetAfter)
        {
            View q = cell.Affine("q", [(hidden, recurrentKernel)], RecurrentBias(2 * u, u, "b′_h"));
            p = cell.Let("p", cell.Affine("s", [input], bias) + r * q);
        }
        else
        {
            View s = cell.Let("s", r * hidden);
            p = cell.Affine("p", [input, (s, recurrentKernel)], bias);
        }

        View g = cell.Activate("g", p, ActivationName);
        View h = cell.Let("h", z * hPrev + (1 - z) * g);
        return [h];
    }
}
