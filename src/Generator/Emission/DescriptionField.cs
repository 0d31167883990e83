using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the model's description: the data by which the runtime initialises, checks and names things.</summary>
internal sealed class DescriptionField(CodeWriter writer, ModelSpec model, Plan plan, Plan? step, ModelNames names)
{
    private Network Network => plan.Network;

    public void Write()
    {
        writer.Line("// ---- What the runtime knows of the model ----");
        writer.Line();
        writer.Line("public static readonly ModelDescription Description = new ModelDescription");
        writer.Line("{");
        using (writer.Indent())
        {
            writer.Line($"Name = \"{names.Simple}\",");
            writer.Line($"InputShape = {Shape(Network.Input.Shape)},");
            writer.Line($"OutputShape = {Shape(Network.Outputs[0].Shape)},");
            writer.Line($"Outputs = new[] {{ {string.Join(", ", Network.Outputs.Select(output => Shape(output.Shape)))} }},");
            writer.Line($"Batch = {model.Batch},");
            writer.Line($"ShardRows = {plan.Sharding.Rows},");
            writer.Line($"ParameterCount = {plan.ParameterCount},");
            if (plan.NonTrainableCount > 0)
                writer.Line($"NonTrainableCount = {plan.NonTrainableCount},");
            if (plan.SparseParameterCount > 0)
                writer.Line($"SparseParameterCount = {plan.SparseParameterCount},");
            if (Network.Vocabulary > 0)
                writer.Line($"Vocabulary = {Network.Vocabulary},");
            if (plan.StateSize > 0)
            {
                writer.Line("Stateful = true,");
                writer.Line($"StateSize = {plan.StateSize},");
            }

            if (step is not null)
                writer.Line($"StepInputSize = {step.Network.Input.Size}, StepOutputSize = {step.Network.Outputs[0].Size}, StepWorkspaceSize = {step.InferenceWorkspaceSize},");

            writer.Line($"InferenceWorkspaceSize = {plan.InferenceWorkspaceSize},");
            writer.Line($"TrainingWorkspaceSize = {plan.TrainingWorkspaceSize},");
            if (Network.ListsTokens)
                writer.Line("ListsTokens = true,");
            if (Network.SharesTokens)
            {
                writer.Line($"InferenceTokenWorkspaceSize = {plan.InferenceTokenWorkspaceSize},");
                writer.Line($"TrainingTokenWorkspaceSize = {plan.TrainingTokenWorkspaceSize},");
            }

            writer.Line($"ForwardFlops = {plan.ForwardFlops},");
            writer.Line($"TrainingFlops = {plan.TrainingFlops},");
            if (plan.Weights is { } weights)
            {
                string resource = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(weights.Resource, quote: true);
                writer.Line($"Baked = new BakedWeights(typeof({names.Network}).Assembly, {resource}, {NumericType.Invariant(weights.Parameters)}, {NumericType.Invariant(weights.Statistics)}),");
            }

            WriteLoss();
            WriteLayers();
            WriteWeights();
            writer.Line("Summary = \"\"\"");
            using (writer.Indent())
                writer.Line(Summary() + "\n\"\"\",");
        }

        writer.Line("};");
    }

    private void WriteLoss()
    {
        if (Network.Loss is not { } loss)
            return;
        writer.Line($"Loss = global::RnnGen.Loss.{loss.Name},");
        if (loss.Settings.Length > 0)
            writer.Line($"LossSettings = \"{loss.Settings}\",");
        writer.Line($"TargetSize = {loss.Target.Size},");
        writer.Line($"LossElements = {loss.ElementsPerSample},");
        if (loss is CrossEntropyLoss { Sparse: true } sparse)
            writer.Line($"Classes = {sparse.Classes},");
    }

    private void WriteLayers()
    {
        writer.Line("Layers = new[]");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (Block block in Network.Blocks)
            {
                string settings = block.Settings.Length > 0 ? $" {{ Settings = \"{block.Settings}\" }}" : "";
                writer.Line($"new LayerDescription(\"{block.Name}\", \"{block.Kind}\", {Shape(block.OutputShape)}, {block.WeightCount}){settings},");
            }
        }

        writer.Line("},");
    }

    private void WriteWeights()
    {
        writer.Line("Weights = new WeightDescription[]");
        writer.Line("{");
        using (writer.Indent())
        {
            foreach (Block block in Network.Blocks)
            {
                foreach (Weight weight in block.Weights)
                    writer.Line(Describe(block, weight));
            }
        }

        writer.Line("},");
    }

    private static string Describe(Block block, Weight weight)
    {
        Initialization initialization = weight.Initialization;
        List<string> options = [];
        if (weight is not Parameter)
            options.Add("Trainable = false");
        if (initialization.Arguments.Count > 0)
            options.Add($"Arguments = new double[] {{ {string.Join(", ", initialization.Arguments.Select(NumericType.Invariant))} }}");
        if (initialization.OnesCount > 0)
            options.Add($"OnesStart = {initialization.OnesStart}, OnesCount = {initialization.OnesCount}");
        string initializer = options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
        return $"new WeightDescription(\"{block.Name}\", \"{weight.KerasName}\", {Shape(weight.KerasShape)}, {weight.Offset}, "
            + $"Initializer.{initialization.Initializer}){initializer},";
    }

    private string Summary()
    {
        string batch = plan.StateSize > 0 ? Addresses.Number(model.Batch) : "None";
        return SummaryTable.Print(
            names.Simple,
            [.. Network.Blocks.Select(block => new SummaryRow(
                $"{block.Name} ({block.Kind})", $"({batch}, {string.Join(", ", block.OutputShape.Dimensions)})", SummaryTable.Count(block.WeightCount)))],
            plan.ParameterCount, plan.NonTrainableCount);
    }

    private static string Shape(Shape shape) => $"new[] {{ {string.Join(", ", shape.Dimensions)} }}";
}
