using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>The weights of a cell of the user's: their shapes and how they start.</summary>
internal static class CellWeights
{
    public static Shape ShapeOf(CellParameter weight, int features, int units) => weight.Role switch
    {
        CellRole.Kernel => new Shape(features, units),
        CellRole.RecurrentKernel => new Shape(units, units),
        _ => new Shape(units),
    };

    public static Tensor Declare(LayerBuilder b, CellParameter weight, int features, int units)
    {
        var options = new Options(weight.Options);
        return b.Parameter(
            weight.Name, weight.Name, ShapeOf(weight, features, units),
            WeightOptions.Initialization(options, "", DefaultInitializer(weight.Role)), WeightOptions.Penalty(options, ""));
    }

    /// <summary>Checks the options of a weight; what is wrong with the initializer for this weight goes to <paramref name="report"/>.</summary>
    public static void Check(CellParameter weight, IProblems problems, Action<string> report)
    {
        string initializer = weight.Options.Name("Initializer", DefaultInitializer(weight.Role));
        if (!WeightOptions.HasAxesFor(initializer, ShapeOf(weight, features: 1, units: 1).Rank))
            report($"is a {weight.Role}, a vector, but Initializer.{initializer} is for matrices; use another initializer");
        else
            WeightOptions.Check(weight.Options, problems, "", initializer);
    }

    private static string DefaultInitializer(CellRole role) => role switch
    {
        CellRole.RecurrentKernel => "Orthogonal",
        CellRole.Bias => "Zeros",
        _ => "GlorotUniform",
    };
}
