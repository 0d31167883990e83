using RnnGen.Generator.Emission.Fused;
using RnnGen.Generator.Emission.Textbook;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints a model's file: what users see of it, then the network in the chosen style.</summary>
/// <param name="step">The network at one timestep, which gets a file of its own; null where there is none.</param>
/// <param name="stepFault">Why there is none.</param>
internal sealed class ModelFile(ModelSpec model, Plan plan, NumericType type, bool fused, Plan? step, string? stepFault)
{
    private readonly CodeWriter _writer = new();
    private readonly ModelNames _names = new(model, type);

    private Network Network => plan.Network;

    /// <summary>The model's file, that of its network at one timestep, and that of its kernels where the style has some.</summary>
    public IEnumerable<GeneratedFile> Print()
    {
        IStyle style = fused ? new FusedStyle(_writer, new KernelFile(_names), plan.Sharding.Rows) : new TextbookStyle(_writer, type);
        WriteHeader();
        var members = new ModelMembers(_writer, model, plan, type, _names, stepFault);
        FileFrame.WriteInType(_writer, model.Type, _names.BaseClass, Remarks(), members.Write);
        _writer.Line();
        FileFrame.WriteFileClass(_writer, _names.Network, new NetworkClass(_writer, model, plan, step, type, _names, style).Write);

        yield return new GeneratedFile(_names.HintName, _writer.ToString());
        if (step is not null)
            yield return new StepFile(model, step, _names, style).Print();
        if (style.PrintKernels() is { } kernels)
            yield return kernels;
    }

    private void WriteHeader()
    {
        FileFrame.WriteHeader(_writer);
        _writer.Line($"// {_names.Simple}, style {model.Style}: generated from the attributes on the class.");
        _writer.Line("//");
        int[] widths = [8 + Network.Blocks.Max(block => block.Description.Length), 18, 12];
        void Row(string layer, string shape, string parameters) =>
            _writer.Line($"//   {layer.PadRight(widths[0])}{shape.PadRight(widths[1])}{parameters.PadLeft(widths[2])}".TrimEnd());
        Row("layer", "output", "parameters");
        Row("input", Network.Input.Shape.ToString(), "");
        foreach (Block block in Network.Blocks)
            Row(block.Description, block.OutputShape.ToString(), SummaryTable.Count(block.WeightCount));
        _writer.Line("//");
        _writer.Line(
            $"// One sample takes {(Network.ListsTokens ? "up to " : "")}{SummaryTable.Count(plan.ForwardFlops)} floating-point operations forward"
            + (Network.Loss is null ? "." : $", {SummaryTable.Count(plan.TrainingFlops)} with the way back."));
        _writer.Line(
            "// In the comments, · is a matrix product, ∘ an elementwise one, ᵀ a transposed matrix, and dz the gradient ∂L/∂z of the loss L.");
        if (Network.Blocks.SelectMany(block => block.Parameters).Any(parameter => parameter.Tensor.Direction is not null))
            _writer.Line("// An arrow marks a direction of a bidirectional layer: h→ runs from the first timestep to the last, h← from the last to the first.");
        _writer.Line("// Shapes are (rows × columns); rows is the number of samples in the call. All matrices are row-major.");
        _writer.Line();
        FileFrame.WritePragmas(_writer);
    }

    private IEnumerable<string> Remarks()
    {
        yield return "<remarks>";
        yield return "<list type=\"table\">";
        yield return "<listheader><term>layer</term><description>output, parameters</description></listheader>";
        foreach (Block block in Network.Blocks)
        {
            yield return $"<item><term>{block.Description}</term><description>{block.OutputShape}, {SummaryTable.Count(block.WeightCount)}</description></item>";
        }

        yield return "</list>";
        yield return "</remarks>";
    }
}
