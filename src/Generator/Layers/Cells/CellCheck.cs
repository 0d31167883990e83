using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>Checks that the vectors of a cell fit together in a layer, and reports those that do not where they stand.</summary>
internal sealed class CellCheck(CellSpec cell, CellSizes sizes, IProblems problems)
{
    /// <summary>Counts the expressions in the order of <see cref="CellSpec.Walk"/>, by which their places are known.</summary>
    private int _next;

    private bool _valid = true;

    public bool Run()
    {
        foreach (CellEquation equation in cell.Equations)
            Check(equation.Value);
        CellParameter[] states = [.. cell.States];
        for (int i = 0; i < cell.Results.Count; i++)
        {
            int place = _next, size = sizes.Of(cell.Results[i]);
            if (Check(cell.Results[i]) && size != sizes.Units && size != CellSizes.Number)
                Report(place, $"the new state {states[i].Name} has {size} values, but it needs {sizes.Units}");
        }

        return _valid;
    }

    /// <summary>False when the expression has a mistake within, so that nothing more can be said of it.</summary>
    private bool Check(CellExpression expression)
    {
        int place = _next++;
        bool partsFit = true;
        foreach (CellExpression operand in expression.Operands)
            partsFit &= Check(operand);
        string? mistake = !partsFit ? null : expression switch
        {
            CellOperation { Operator: CellOperator.Product } product => OfProduct(product),
            _ => OfPairs(expression),
        };
        if (mistake is not null)
            Report(place, mistake);
        return partsFit && mistake is null;
    }

    private string? OfProduct(CellOperation product)
    {
        CellParameter kernel = cell.Parameters[((CellArgument)product.Right).Parameter];
        int size = sizes.Of(product.Left), rows = sizes.RowsOf(kernel);
        if (size == rows || size == CellSizes.Number)
            return null;
        string advice = kernel.Role == CellRole.Kernel ? "use a RecurrentKernel for a vector of units" : "use a Kernel for the input";
        return $"a vector of {size} values is multiplied by {kernel.Role} {kernel.Name} ({rows} × {sizes.Units}), which takes {rows}; {advice}";
    }

    private string? OfPairs(CellExpression expression)
    {
        int[] vectors = [.. expression.Operands.Select(sizes.Of).Where(size => size != CellSizes.Number).Distinct()];
        return vectors.Length < 2
            ? null
            : $"a vector of {vectors[0]} values meets one of {vectors[1]}, but only equal ones go together value by value; multiply the input by a Kernel first";
    }

    private void Report(int place, string mistake)
    {
        _valid = false;
        problems.Report(Descriptors.CellSize, $"Cell[{place}]", cell.Name, sizes.Features, sizes.Units, mistake);
    }
}
