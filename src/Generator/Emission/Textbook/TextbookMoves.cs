using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>Prints the ops that move values and compute nothing of them.</summary>
internal sealed class TextbookMoves(CodeWriter writer, BlockNames names)
{
    public void Write(SwapBatchAndTime op)
    {
        bool toTimeMajor = op.Target.Layout == Layout.TimeMajor;
        string timesteps = Addresses.Number(op.Target.Shape.Dimensions[0]);
        WriteEquation(op.Target, $"{names.Symbol(op.Target)}, {(toTimeMajor ? "timestep by timestep" : "sample by sample")}");
        writer.Line(
            $"Rows.SwapAxes({names.Name(op.Source)}, {names.Name(op.Target)}, {(toTimeMajor ? $"rows, {timesteps}" : $"{timesteps}, rows")});");
    }

    public void Write(ReverseTime op)
    {
        WriteEquation(op.Target, $"{names.Symbol(op.Target)} = {names.Symbol(op.Source)}, the last timestep first");
        writer.Line($"Sequences.Reverse({names.Name(op.Source)}, {names.Name(op.Target)}, {Timesteps(op.Target)});");
    }

    public void Write(Repeat op)
    {
        WriteEquation(op.Target, $"{names.Symbol(op.Target)}_t = {names.Symbol(op.Source)}");
        writer.Line($"Sequences.Repeat({names.Name(op.Source)}, {names.Name(op.Target)}, {Timesteps(op.Target)});");
    }

    public void Write(SumOverTime op)
    {
        WriteEquation(op.Target, $"{names.Symbol(op.Target)} = Σ_t {names.Symbol(op.Source)}_t");
        writer.Line($"Sequences.Sum({names.Name(op.Source)}, {names.Name(op.Target)}, {Timesteps(op.Source)});");
    }

    public void Write(Concat op)
    {
        string target = names.Name(op.Target);
        int columns = op.Target.Columns;
        WriteEquation(op.Target, $"{names.Symbol(op.Target)} = [{string.Join(", ", op.Parts.Select(names.Symbol))}]");
        if (op.IsInPlace)
        {
            writer.Line("// The parts have been written into its columns.");
            return;
        }

        using (writer.Block($"for (int row = 0; row < {Addresses.MatrixRows(op.Target)}; row++)"))
        {
            int offset = 0;
            foreach (Tensor part in op.Parts)
            {
                string start = $"row * {columns}{(offset == 0 ? "" : $" + {offset}")}";
                writer.Line($"{names.Name(part)}.Slice(row * {part.Columns}, {part.Columns}).CopyTo({target}.Slice({start}, {part.Columns}));");
                offset += part.Columns;
            }
        }
    }

    public void Write(PermuteAxes op)
    {
        // Where the axes of the source are in memory, the batch axis among them; and in which order the target has them.
        List<int> source = Memory(op.Source, Enumerable.Range(0, op.Order.Count)), target = Memory(op.Target, op.Order);
        string shape = string.Join(", ", source.Select(axis => axis == Batch ? "rows" : Addresses.Number(op.Source.Shape.Dimensions[axis])));
        string order = string.Join(", ", target.Select(axis => Addresses.Number(source.IndexOf(axis))));
        WriteEquation(
            op.Target, $"{names.Symbol(op.Target)} = {names.Symbol(op.Source)} with its axes in the order {string.Join(", ", op.Order.Select(axis => Addresses.Number(axis + 1)))}");
        writer.Line($"Axes.Permute({names.Name(op.Source)}, {names.Name(op.Target)}, [{shape}], [{order}]);");
    }

    private const int Batch = -1;

    /// <summary>The axes as they lie in memory.</summary>
    private static List<int> Memory(Tensor tensor, IEnumerable<int> axes)
    {
        List<int> memory = [.. axes];
        memory.Insert(tensor.Layout == Layout.TimeMajor ? 1 : 0, Batch);
        return memory;
    }

    private static string Timesteps(Tensor sequence) => Addresses.Number(sequence.Shape.Dimensions[0]);

    private void WriteEquation(Tensor target, string equation) => writer.Equation(equation, Addresses.Shape(target));
}
