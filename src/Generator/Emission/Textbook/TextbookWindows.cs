using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>Prints what moves windows over an input: calls of the runtime with the windows' geometry.</summary>
internal sealed class TextbookWindows(CodeWriter writer, BlockNames names)
{
    private readonly Equation _equation = new(names);

    public void Write(ExtractPatches op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        WriteCall("Patches.Extract", [op.Source, op.Target], op.Windows);
    }

    public void Write(FoldPatches op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        WriteCall("Patches.Fold", [op.Source, op.Target], op.Windows);
    }

    public void Write(Pool op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        WriteCall(op.IsMax ? "Pooling.Max" : "Pooling.Average", [op.Source, op.Target], op.Windows);
    }

    public void Write(PoolGradient op)
    {
        writer.Equation(_equation.Of(op), Addresses.Shape(op.Target));
        if (op.Pool.IsMax)
            WriteCall("Pooling.MaxGradient", [op.Pool.Source, op.Pool.Target, op.OutputGradient, op.Target], op.Pool.Windows);
        else
            WriteCall("Pooling.AverageGradient", [op.OutputGradient, op.Target], op.Pool.Windows);
    }

    /// <summary>Writes a call of the runtime that takes some spans and the geometry of windows.</summary>
    public static void WriteCall(CodeWriter writer, string method, IEnumerable<string> spans, Windows windows)
    {
        writer.Line($"{method}({string.Join(", ", spans)}, new Windows({Addresses.Number(windows.Channels)},");
        using (writer.Indent())
        {
            if (windows.Down != WindowAxis.Single)
                writer.Line($"Down: {Text(windows.Down)},");
            writer.Line($"{(windows.Down == WindowAxis.Single ? "across" : "Across")}: {Text(windows.Across)}));");
        }
    }

    private void WriteCall(string method, IEnumerable<Tensor> tensors, Windows windows) =>
        WriteCall(writer, method, tensors.Select(names.Name), windows);

    private static string Text(WindowAxis axis)
    {
        List<string> arguments = [$"Length: {Addresses.Number(axis.Length)}", $"Size: {Addresses.Number(axis.Size)}", $"Count: {Addresses.Number(axis.Count)}"];
        if (axis.Stride != 1)
            arguments.Add($"Stride: {Addresses.Number(axis.Stride)}");
        if (axis.Dilation != 1)
            arguments.Add($"Dilation: {Addresses.Number(axis.Dilation)}");
        if (axis.Before != 0)
            arguments.Add($"Before: {Addresses.Number(axis.Before)}");
        return $"new WindowAxis({string.Join(", ", arguments)})";
    }
}
