using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>Prints sums and means over the columns or the rows of a matrix: short loops.</summary>
internal sealed class TextbookReductions(CodeWriter writer, NumericType type, BlockNames names)
{
    public void Write(Reduce op)
    {
        writer.Equation(new Equation(names).Of(op), Addresses.Shape(op.Target));
        if (op.Axis == ReduceAxis.Columns)
            WriteOverColumns(op);
        else
            WriteOverRows(op);
    }

    private void WriteOverColumns(Reduce op)
    {
        string target = $"{names.Name(op.Target.Tensor)}[row]", width = Addresses.Number(op.Model.Width);
        string count = op.Mean ? $" / {width}" : "";
        string header = $"for (int row = 0; row < {Addresses.MatrixRows(op.Model.Tensor)}; row++)";
        if (Call(op.Expression) is { } call)
        {
            writer.Line(header);
            using (writer.Indent())
                writer.Line($"{target} = {call}{count};");
            return;
        }

        using (writer.Block(header))
        {
            var code = new ScalarCode(op.Expression, type, view => TextbookMaps.Element(view, names));
            writer.Line($"{type.Keyword} sum = 0;");
            WriteLoop(op, code, "sum");
            writer.Line($"{target} = sum{count};");
        }
    }

    private void WriteOverRows(Reduce op)
    {
        string target = names.Name(op.Target.Tensor), rows = Addresses.MatrixRows(op.Model.Tensor);
        if (!op.Accumulate)
            writer.Line($"{target}.Clear();");
        var code = new ScalarCode(op.Expression, type, view => TextbookMaps.Element(view, names));
        using (writer.Block($"for (int row = 0; row < {rows}; row++)"))
            WriteLoop(op, code, $"{target}[j]");
        if (!op.Mean)
            return;
        writer.Line();
        writer.Line($"for (int j = 0; j < {Addresses.Number(op.Model.Width)}; j++)");
        using (writer.Indent())
            writer.Line($"{target}[j] /= {rows};");
    }

    private void WriteLoop(Reduce op, ScalarCode code, string sum)
    {
        string header = $"for (int j = 0; j < {Addresses.Number(op.Model.Width)}; j++)";
        if (code.Declarations.Count == 0)
        {
            writer.Line(header);
            using (writer.Indent())
                writer.Line($"{sum} += {code.Text};");
            return;
        }

        using (writer.Block(header))
        {
            foreach (string declaration in code.Declarations)
                writer.Line(declaration);
            writer.Line($"{sum} += {code.Text};");
        }
    }

    /// <summary>The one call that sums an expression over the columns of a row; null where there is none.</summary>
    private string? Call(Expr expression) => expression switch
    {
        View view => $"TensorPrimitives.Sum{Generic}({Row(view)})",
        Call { Function: Function.Square, Argument: View view } => $"TensorPrimitives.SumOfSquares{Generic}({Row(view)})",
        Binary { Operator: BinaryOperator.Multiply, Left: View { Broadcast: not Broadcast.AlongColumns } left, Right: View { Broadcast: not Broadcast.AlongColumns } right } =>
            $"TensorPrimitives.Dot{Generic}({Row(left)}, {Row(right)})",
        _ => null,
    };

    /// <summary>For float there are overloads; for double, C# 13 infers no type from a span that is converted.</summary>
    private string Generic => type == NumericType.Single ? "" : $"<{type.Keyword}>";

    private string Row(View view) => TextbookMaps.Row(view, names);
}
