using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>A recurrent layer with a cell of the user's.</summary>
internal sealed class Rnn(AttributeSpec spec) : RecurrentLayer(spec)
{
    private CellSpec Equations => Options.Cell("Cell") ?? new CellSpec("?", default, default, default);

    protected override IReadOnlyList<string> States => [.. Equations.States.Select(state => state.Name)];

    public override IReadOnlyList<string> WeightNames => [.. Equations.Weights.Select(weight => weight.Name)];

    protected override string[] Sizes => [Equations.Name, .. base.Sizes];

    public override long CountParameters(Shape input) =>
        Equations.Weights.Sum(weight => CellWeights.ShapeOf(weight, input.Last, Units).Size);

    protected override bool CheckWeights(Shape input, IProblems problems) =>
        Units < 1 || new CellCheck(Equations, new CellSizes(Equations, input.Last, Units), problems).Run();

    protected override IReadOnlyList<Tensor> DeclareWeights(LayerBuilder b, int features) =>
        [.. Equations.Weights.Select(weight => CellWeights.Declare(b, weight, features, Units))];

    protected override IReadOnlyList<View> Step(Cell cell) =>
        new CellEquations(Equations, cell, new CellSizes(Equations, cell.X.Width, Units)).Write();
}
