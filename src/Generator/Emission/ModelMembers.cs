using System.Globalization;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints what users see on their class: constants, the constructor, views of the weights, and the overrides.</summary>
internal sealed class ModelMembers(CodeWriter writer, ModelSpec model, Plan plan, NumericType type, ModelNames names, string? stepFault)
{
    private const int BytesPerValue = 4;

    /// <summary>Baked weights are not to be copied where they are only read.</summary>
    private readonly string _parameters = model.Weights is null ? Arguments.Parameters : Arguments.BakedParameters;

    private Network Network => plan.Network;

    private string NetworkClass => "global::RnnGen.Generated." + names.Network;

    public void Write()
    {
        WriteConstants();
        WriteConstructor();
        foreach (Block block in Network.Blocks.Where(block => block.Weights.Any()))
            WriteWeights(block);
        if (stepFault is not null)
            StepMembers.WriteMissing(writer, model, names, stepFault);
        WriteOverrides();
    }

    private void WriteConstants()
    {
        Constant("int", "ParameterCount", plan.ParameterCount, "Number of trainable values: the length of <c>Parameters</c> and of <c>Gradients</c>.");
        if (plan.NonTrainableCount > 0)
            Constant("int", "NonTrainableCount", plan.NonTrainableCount, "Number of values in weights that are not trained: the length of <c>NonTrainableWeights</c>.");
        Constant("int", "InputSize", Network.Input.Size, $"Values of one input sample: {Network.Input.Shape}.");
        Constant("int", "OutputSize", Network.Outputs[0].Size, $"Values of one output sample: {Network.Outputs[0].Shape}.");
        Constant("int", "Batch", model.Batch, "Most rows that one step of the network takes.");
        Constant("long", "ForwardFlops", plan.ForwardFlops, "Floating-point operations of one sample's forward pass.");
        Constant("long", "TrainingFlops", plan.TrainingFlops, "Floating-point operations of one sample's forward and backward pass.");
        Constant("long", "InferenceWorkspaceBytes", (plan.Sharding.Count * plan.InferenceWorkspaceSize + plan.InferenceTokenWorkspaceSize) * BytesPerValue, "Bytes of memory for intermediate values that inference needs.");
        Constant("long", "TrainingWorkspaceBytes", (plan.Sharding.Count * plan.TrainingWorkspaceSize + plan.TrainingTokenWorkspaceSize) * BytesPerValue, "Bytes of memory for intermediate values that training needs.");

        ShapeProperty("InputShape", Network.Input.Shape, "Shape of one input sample, without the batch axis.");
        ShapeProperty("OutputShape", Network.Outputs[0].Shape, "Shape of one output sample, without the batch axis.");
        writer.Line("/// <summary>The table of layers in the layout of Keras' <c>model.summary()</c>.</summary>");
        writer.Line($"public static string Summary => {NetworkClass}.Description.Summary;");
        writer.Line();
    }

    private void Constant(string constantType, string name, long value, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {constantType} {name} = {Grouped(value)};");
        writer.Line();
    }

    private void ShapeProperty(string name, Shape shape, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public static global::System.ReadOnlySpan<int> {name} => new int[] {{ {string.Join(", ", shape.Dimensions)} }};");
        writer.Line();
    }

    private void WriteConstructor()
    {
        writer.Line("/// <summary>Creates the network with fresh weights.</summary>");
        writer.Line("/// <param name=\"seed\">Determines the weights, the order of shuffled rows and all dropout: the same seed gives the same bits.</param>");
        writer.Line($"public {model.Type.Name}(int seed = 0) : base({NetworkClass}.Description, seed)");
        writer.Line("{");
        writer.Line("}");
        writer.Line();
    }

    private void WriteWeights(Block block)
    {
        string property = names.LayerProperty(block.Name), view = property + "Weights";
        writer.Line($"/// <summary>The weights of {block.Name}, {block.Description}, and their gradients.</summary>");
        writer.Line($"public {view} {property} => new {view}(this);");
        writer.Line();
        writer.Line($"/// <summary>The weights of {block.Name} as views of the model's parameters and gradients: writing to them changes the model.</summary>");
        using (writer.Block($"public readonly ref struct {view}"))
        {
            writer.Line($"private readonly {model.Type.Name} _model;");
            writer.Line();
            writer.Line($"internal {view}({model.Type.Name} model) => _model = model;");
            foreach (Parameter parameter in block.Parameters)
            {
                string name = parameter.Property;
                WriteView(parameter, name, "Parameters", $"{parameter.KerasName}, {parameter.KerasShape}.");
                WriteView(parameter, name + "Gradient", "Gradients", $"Gradient of the loss in {parameter.KerasName}, {parameter.KerasShape}.");
            }

            foreach (Weight statistic in block.Statistics)
                WriteView(statistic, statistic.Property, "NonTrainableWeights", $"{statistic.KerasName}, {statistic.KerasShape}; not trained.");
        }

        writer.Line();
    }

    private void WriteView(Weight weight, string name, string block, string summary)
    {
        string span = $"global::System.Numerics.Tensors.TensorSpan<{type.Keyword}>";
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public {span} {name} =>");
        using (writer.Indent())
            writer.Line($"new(_model.{block}.Slice({weight.Offset}, {weight.Tensor.Size}), [{string.Join(", ", weight.KerasShape.Dimensions)}]);");
    }

    private void WriteOverrides()
    {
        string input = $"global::System.ReadOnlySpan<{names.Input}> x", target = $"global::System.ReadOnlySpan<{names.Target}> y";
        string shard = $"global::RnnGen.Shard<{type.Keyword}> shard";
        WriteOverride("void", $"Forward({input}, {shard}, bool training)", $"Forward({Arguments.Forward(plan).Call(_parameters)})");
        writer.Line();
        WriteOverride($"global::System.ReadOnlySpan<{type.Keyword}>", $"Output(int index, {shard})", "Output(shard.Workspace, index, shard.Rows)");
        if (Network.SharesTokens)
        {
            writer.Line();
            WriteOverride("void", $"ForwardTokens({shard})", $"ForwardTokens({Arguments.ForwardTokens(plan).Call(_parameters)})");
        }

        if (Network.Loss is null)
            return;
        writer.Line();
        WriteOverride("double", $"SumLoss({target}, {shard})", $"Loss({Arguments.Loss(plan).Call()})");
        writer.Line();
        WriteOverride("void", $"Backward({input}, {target}, {shard}, {type.Keyword} scale)", $"Backward({Arguments.Backward(plan).Call()})");
        if (Network.SharesTokens)
        {
            writer.Line();
            WriteOverride("void", $"BackwardTokens({shard})", $"BackwardTokens({Arguments.BackwardTokens(plan).Call()})");
        }

        if (Network.Loss.Mask is not null)
        {
            writer.Line();
            WriteOverride("double", $"CountLossElements({input})", "CountLossElements(x)");
            writer.Line();
            WriteOverride($"global::System.ReadOnlySpan<{type.Keyword}>", $"OutputMask({shard})", "OutputMask(shard.Workspace, shard.Rows)");
        }

        if (plan.SparseParameterCount > 0)
        {
            writer.Line();
            WriteOverride("void", $"ClearSparseGradients({input})", "ClearSparseGradients(x, Gradients)");
            writer.Line();
            WriteOverride("void", $"AddSparseGradients({input}, {shard})", $"AddSparseGradients({Arguments.OfTables(plan).Call()})");
        }

        if (!Network.Penalized.Any())
            return;
        writer.Line();
        WriteOverride("double", "Penalty()", $"Penalties({_parameters})");
        writer.Line();
        WriteOverride("void", "AddPenaltyGradients()", "AddPenaltyGradients(Parameters, Gradients)");
    }

    private void WriteOverride(string result, string signature, string call)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {result} {signature} =>");
        using (writer.Indent())
            writer.Line($"{NetworkClass}.{call};");
    }

    /// <summary>Digits in groups: 66_560.</summary>
    private static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_');
}
