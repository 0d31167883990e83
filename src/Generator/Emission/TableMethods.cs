using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the gradients of tables: only the rows that a batch uses are touched, and cleared before the next.</summary>
internal sealed class TableMethods(CodeWriter writer, Plan plan, NumericType type)
{
    private readonly Addresses _addresses = new(plan);

    public void Write()
    {
        (Block Block, ScatterAdd Op)[] tables = [.. plan.Network.Blocks.SelectMany(block => block.SparseBackward.Select(op => (block, op)))];
        if (tables.Length == 0)
            return;

        writer.Line("// ---- Tables: their gradients are zero but for the rows that a batch uses ----");
        writer.Line();
        writer.Line("/// <summary>Sets to zero what an earlier batch has added.</summary>");
        using (writer.Block($"public static void ClearSparseGradients(ReadOnlySpan<int> x, Span<{type.Keyword}> gradients)"))
        {
            foreach ((Block _, ScatterAdd op) in tables)
            {
                // A regulariser's gradient touches all rows.
                writer.Line(plan.Network.Penalized.Any(parameter => parameter.Gradient == op.Target)
                    ? $"{_addresses.SpanOfSum(op.Target)}.Clear();"
                    : $"Table.Clear(x, {_addresses.SpanOfSum(op.Target)}, {op.Target.Columns});");
            }
        }

        writer.Line();
        writer.Line(plan.Network.SharesTokens
            ? "/// <summary>Adds the gradients of a shard's share of the batch's tokens.</summary>"
            : "/// <summary>Adds the gradients of the rows of one shard.</summary>");
        using (writer.Block($"public static void AddSparseGradients({Arguments.OfTables(plan).Declaration(type, "int")})"))
        {
            foreach ((Block block, ScatterAdd op) in tables)
                Write(op, new BlockNames(block));
        }

        writer.Line();
    }

    private void Write(ScatterAdd op, BlockNames names)
    {
        bool byTime = op.Delta.Layout == Layout.TimeMajor, byToken = op.Delta.IsByToken;
        string delta = names.Name(op.Delta), target = names.Name(op.Target);
        writer.Line($"ReadOnlySpan<{type.Keyword}> {delta} = {_addresses.Span(op.Delta)};", $"{names.Symbol(op.Delta)} {Addresses.Shape(op.Delta)}");
        writer.Line($"Span<{type.Keyword}> {target} = {_addresses.SpanOfSum(op.Target)};", $"{names.Symbol(op.Target)} {Addresses.Shape(op.Target)}");
        writer.Line();
        writer.Equation(new Equation(names).Of(op), Addresses.Shape(op.Target));
        writer.Line(
            $"Table.ScatterAdd{(byTime ? "ByTime" : "")}({(byToken ? $"{Addresses.RowsOfTokens(op.Delta, delta)}, {Addresses.TokensOf(op.Delta)}" : $"{delta}, x")}, {target}, {op.Target.Columns}"
            + $"{(byTime ? $", {Addresses.Number(op.Delta.Shape.Dimensions[0])}" : "")});");
    }
}
