using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Checks;

/// <summary>A member of a model that stands in its generated part, or that this part uses: its name is taken.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What messages call it: <c>the property 'State'</c>.</param>
/// <param name="IsOwn">Whether it stands in the generated part; false for a member of the base class which that part uses.</param>
/// <param name="Parameters">The types of a method's parameters, <c>ref</c> included; null for other members.</param>
internal sealed record GeneratedMember(string Name, string Description, bool IsOwn = true, string[]? Parameters = null)
{
    private static readonly string[] s_constants =
    [
        "ParameterCount", "InputSize", "OutputSize", "Batch", "ForwardFlops", "TrainingFlops", "InferenceWorkspaceBytes", "TrainingWorkspaceBytes",
    ];

    /// <summary>All of them, as far as the spec alone tells.</summary>
    public static IEnumerable<GeneratedMember> Of(ModelSpec model) =>
        [.. OfAll(), .. model.Loss is null ? [] : OfTraining(Input(model), Target(model.Loss)), .. OfLayers(model), .. OfStep(model)];

    private static IEnumerable<GeneratedMember> OfAll()
    {
        foreach (string name in s_constants)
            yield return Constant(name);
        foreach (string name in new[] { "InputShape", "OutputShape", "Summary" })
            yield return Property(name);
        foreach (string name in new[] { "Parameters", "ReadOnlyParameters", "Gradients", "NonTrainableWeights" })
            yield return Inherited("property", name, null);
    }

    private static IEnumerable<GeneratedMember> OfTraining(string input, string target)
    {
        yield return Method("BackwardTokens", "Shard<float>");
        yield return Method("SumLoss", target, "Shard<float>");
        yield return Method("Backward", input, target, "Shard<float>", "float");
        yield return Method("CountLossElements", input);
        yield return Method("OutputMask", "Shard<float>");
        yield return Method("ClearSparseGradients", input);
        yield return Method("AddSparseGradients", input, "Shard<float>");
        yield return Method("Penalty");
        yield return Method("AddPenaltyGradients");
    }

    private static IEnumerable<GeneratedMember> OfLayers(ModelSpec model)
    {
        var names = new AutomaticNames();
        bool hasStatistics = false;
        foreach (LayerSpec spec in model.Layers)
        {
            Layer layer = LayerCatalog.Create(spec);
            string property = Names.LayerProperty(names.Next(layer.Kind), model.Type.SimpleName);
            hasStatistics |= layer.StatisticNames.Count > 0;
            if (layer.WeightNames.Count == 0)
                continue;
            yield return Property(property);
            yield return new GeneratedMember(property + "Weights", $"the type '{property}Weights'");
        }

        if (hasStatistics)
            yield return Constant("NonTrainableCount");
    }

    private static IEnumerable<GeneratedMember> OfStep(ModelSpec model)
    {
        string input = Input(model);
        string timestep = model is { InputKind: "Tokens", InputShape.Count: 1 } ? "int" : input;
        yield return Method("Forward", input, "Shard<float>", "bool");
        yield return Method("Output", "int", "Shard<float>");
        yield return Method("ForwardTokens", "Shard<float>");
        yield return Method("Step", timestep);
        if (StepModel.Of(model).Model is null)
            yield break;
        yield return Method("Step", timestep, "ref StreamState", "Span<float>");
        yield return Constant("StepOutputSize");
        yield return Property("State");
        yield return new GeneratedMember("StreamState", "the type 'StreamState'");
        yield return new GeneratedMember("_state", "the field '_state'");
        yield return Method("ResetStream");
        yield return Method("RunStep", input, "Span<float>", "Span<float>", "Span<float>");
        yield return Inherited("method", "RunStream", [input, "Span<float>"]);
        yield return Inherited("method", "RunStream", [input, "Span<float>", "Span<float>"]);
    }

    private static string Input(ModelSpec model) => model.InputKind == "Tokens" ? "ReadOnlySpan<int>" : "ReadOnlySpan<float>";

    private static string Target(AttributeSpec loss) =>
        loss.Name("Loss", "") == Losses.SparseCategoricalCrossentropy ? "ReadOnlySpan<int>" : "ReadOnlySpan<float>";

    private static GeneratedMember Constant(string name) => new(name, $"the constant '{name}'");

    private static GeneratedMember Property(string name) => new(name, $"the property '{name}'");

    private static GeneratedMember Method(string name, params string[] parameters) => new(name, $"the method '{name}'", IsOwn: true, parameters);

    private static GeneratedMember Inherited(string kind, string name, string[]? parameters) =>
        new(name, $"the {kind} '{name}' of RnnGen.Model", IsOwn: false, parameters);
}
