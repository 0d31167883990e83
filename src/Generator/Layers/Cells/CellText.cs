using System.Globalization;
using RnnGen.Generator.Specs;
using RnnGen.IO;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>A cell of the user's as a text that two cells have in common when they train in the same way.</summary>
internal static class CellText
{
    /// <summary>
    /// A number of the cell's equations and regularizers. It does not depend on what its values are called, nor on how its
    /// weights begin.
    /// </summary>
    public static string Hash(CellSpec cell)
    {
        IEnumerable<string> penalties = cell.Weights.Select(weight =>
        {
            var options = new Options(weight.Options);
            WeightOptions.Penalty(options, "");
            return $"{weight.Name}: {options.Settings}";
        });
        IEnumerable<string> equations = cell.Equations.Select(equation => equation.Value).Concat(cell.Results).Select(Text);
        return Architecture.Hash(string.Join("\n", penalties.Concat(equations)));
    }

    private static string Text(CellExpression expression) => expression switch
    {
        CellNumber number => Options.Text(number.Value),
        CellArgument argument => Numbered("parameter", argument.Parameter),
        CellReference reference => Numbered("equation", reference.Equation),
        CellOperation operation => List(operation.Operator.ToString(), operation.Operands),
        CellNegation negation => List("Negate", negation.Operands),
        CellCall call => List(call.Function, call.Operands),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no text."),
    };

    private static string List(string function, EquatableArray<CellExpression> operands) => $"{function}({string.Join(", ", operands.Select(Text))})";

    private static string Numbered(string noun, int number) => noun + number.ToString(CultureInfo.InvariantCulture);
}
