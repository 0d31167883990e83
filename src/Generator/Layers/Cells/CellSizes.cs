using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>How many values the expressions of a cell have in a layer.</summary>
internal sealed class CellSizes
{
    /// <summary>A number goes with vectors of any size.</summary>
    public const int Number = 0;

    private readonly CellSpec _cell;
    private readonly List<int> _equations = [];

    public CellSizes(CellSpec cell, int features, int units)
    {
        (_cell, Features, Units) = (cell, features, units);
        foreach (CellEquation equation in cell.Equations)
            _equations.Add(Of(equation.Value));
    }

    public int Features { get; }

    public int Units { get; }

    public int Of(CellExpression expression) => expression switch
    {
        CellArgument argument => _cell.Parameters[argument.Parameter].Role == CellRole.Input ? Features : Units,
        CellReference reference => _equations[reference.Equation],
        CellOperation { Operator: CellOperator.Product } => Units,
        _ => expression.Operands.Select(Of).DefaultIfEmpty(Number).Max(),
    };

    /// <summary>The rows of a kernel: the size of the vectors that it multiplies.</summary>
    public int RowsOf(CellParameter kernel) => kernel.Role == CellRole.Kernel ? Features : Units;
}
