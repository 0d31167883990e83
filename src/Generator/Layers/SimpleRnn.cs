using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The simple recurrent layer (Elman 1990): the hidden state is a function of the input and of itself a timestep before.</summary>
internal sealed class SimpleRnn(AttributeSpec spec) : StandardRecurrentLayer(spec)
{
    protected override int Gates => 1;

    protected override IReadOnlyList<string> States => ["h"];

    protected override IReadOnlyList<View> Step(Cell cell)
    {
        View z = cell.Affine("z", [(cell.X, cell.Kernel), (cell.Hidden, cell.RecurrentKernel)], cell.Bias);
        View h = cell.Activate("h", z, ActivationName);
        return [h];
    }
}
