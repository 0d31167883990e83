using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>Prints elementwise ops: one call of <c>TensorPrimitives</c> where one does it, else a short loop.</summary>
internal sealed class TextbookMaps(CodeWriter writer, NumericType type, BlockNames names)
{
    public void Write(Map map)
    {
        View[] views = [map.Target, .. map.Expression.Views];
        if (views.All(view => view.IsContiguous))
            WriteContiguous(map);
        else
            WriteByRows(map);
    }

    /// <summary>All operands lie without gaps: one call or one loop over all their values.</summary>
    private void WriteContiguous(Map map)
    {
        string target = names.Name(map.Target.Tensor);
        if (Call(map.Expression, view => names.Name(view.Tensor), target) is { } call)
        {
            writer.Line(call + ";");
            return;
        }

        var code = new ScalarCode(map.Expression, type, view => names.Name(view.Tensor) + "[k]");
        WriteLoop($"for (int k = 0; k < {target}.Length; k++)", code, target + "[k]");
    }

    /// <summary>Some operand is a part of the columns of a wider matrix: row by row.</summary>
    private void WriteByRows(Map map)
    {
        string header = $"for (int row = 0; row < {Addresses.MatrixRows(map.Target.Tensor)}; row++)";
        if (Call(map.Expression, view => Row(view, names), Row(map.Target, names)) is { } call)
        {
            writer.Line(header);
            using (writer.Indent())
                writer.Line(call + ";");
            return;
        }

        var code = new ScalarCode(map.Expression, type, view => Element(view, names));
        using (writer.Block(header))
            WriteLoop($"for (int j = 0; j < {map.Target.Width}; j++)", code, Element(map.Target, names));
    }

    /// <summary>What a view has in the current row: a span, or the row's value.</summary>
    public static string Row(View view, BlockNames names) => view.Broadcast switch
    {
        Broadcast.AlongColumns => $"{names.Name(view.Tensor)}[row]",
        Broadcast.AlongRows => names.Name(view.Tensor),
        _ => $"{names.Name(view.Tensor)}.Slice({RowStart(view)}, {view.Width})",
    };

    /// <summary>What a view has at column j of the current row.</summary>
    public static string Element(View view, BlockNames names) => view.Broadcast switch
    {
        Broadcast.AlongColumns => $"{names.Name(view.Tensor)}[row]",
        Broadcast.AlongRows => $"{names.Name(view.Tensor)}[j]",
        _ => $"{names.Name(view.Tensor)}[{RowStart(view)} + j]",
    };

    private void WriteLoop(string header, ScalarCode code, string target)
    {
        if (code.Declarations.Count == 0)
        {
            writer.Line(header);
            using (writer.Indent())
                writer.Line($"{target} = {code.Text};");
            return;
        }

        using (writer.Block(header))
        {
            foreach (string declaration in code.Declarations)
                writer.Line(declaration);
            writer.Line($"{target} = {code.Text};");
        }
    }

    /// <summary>The one call that computes the expression; null where there is none.</summary>
    private string? Call(Expr expression, Func<View, string> operand, string target)
    {
        string? Operand(Expr part) => part switch
        {
            View view => operand(view),
            Constant constant => type.Literal(constant.Value),
            _ => null,
        };

        switch (expression)
        {
            case View { Broadcast: not Broadcast.AlongColumns } view:
                return $"{operand(view)}.CopyTo({target})";
            case Call { Argument: View argument, Function: Function.Tanh or Function.Sigmoid or Function.Exp or Function.Abs } call:
                return $"TensorPrimitives.{call.Function}({operand(argument)}, {target})";
            case Binary { Left: Binary { Operator: BinaryOperator.Multiply, Left: View a, Right: View b }, Operator: BinaryOperator.Add, Right: View c }
                when a.Broadcast != Broadcast.AlongColumns:
                return $"TensorPrimitives.MultiplyAdd({operand(a)}, {operand(b)}, {operand(c)}, {target})";
            case Binary { Left: View { Broadcast: not Broadcast.AlongColumns } or Constant, Right: View or Constant } binary
                when binary.Operator is BinaryOperator.Add or BinaryOperator.Multiply or BinaryOperator.Subtract:
                (Expr left, Expr right) = binary.Left is Constant && binary.Operator != BinaryOperator.Subtract
                    ? (binary.Right, binary.Left)
                    : (binary.Left, binary.Right);
                return $"TensorPrimitives.{binary.Operator}({Operand(left)}, {Operand(right)}, {target})";
            default:
                return null;
        }
    }

    private static string RowStart(View view)
    {
        string start = view.Tensor.Columns == 1 ? "row" : $"row * {view.Tensor.Columns}";
        return view.Offset == 0 ? start : $"{start} + {view.Offset}";
    }
}
