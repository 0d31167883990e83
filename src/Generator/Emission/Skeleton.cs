using RnnGen.Generator.Layers;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The public surface of a model that has an error, without a network: the code that uses the model compiles, and the
/// user sees the one error that matters.
/// </summary>
internal static class Skeleton
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"The model has an error; see the build's diagnostics.\")";

    public static GeneratedFile Print(ModelSpec model)
    {
        var writer = new CodeWriter();
        var names = new ModelNames(model, NumericType.Single);
        FileFrame.WriteHeader(writer);
        writer.Line($"// {names.Simple} has an error, which the build reports; this is its public surface without a network.");
        writer.Line();
        FileFrame.WritePragmas(writer);
        FileFrame.WriteInType(writer, model.Type, names.BaseClass, [], () => WriteMembers(writer, model, names));
        return new GeneratedFile(names.HintName, writer.ToString());
    }

    private static void WriteMembers(CodeWriter writer, ModelSpec model, ModelNames names)
    {
        const string Missing = "/// <summary>Not known: the model has an error.</summary>";
        foreach (string constant in new[] { "ParameterCount", "InputSize", "OutputSize", "Batch" })
            writer.Line($"{Missing}\npublic const int {constant} = 1;");
        foreach (string constant in new[] { "ForwardFlops", "TrainingFlops", "InferenceWorkspaceBytes", "TrainingWorkspaceBytes" })
            writer.Line($"{Missing}\npublic const long {constant} = 1;");
        foreach (string shape in new[] { "InputShape", "OutputShape" })
            writer.Line($"{Missing}\npublic static global::System.ReadOnlySpan<int> {shape} => default;");
        writer.Line($"{Missing}\npublic static string Summary => \"\";");
        writer.Line();
        writer.Line($"{Missing}\npublic {model.Type.Name}(int seed = 0) : base(DescriptionOfAModelWithAnError(), seed)\n{{\n}}");
        writer.Line();
        writer.Line($"private static global::RnnGen.ModelDescription DescriptionOfAModelWithAnError() => {Throw};");
        foreach ((string name, Layer layer) in Weights(model))
            WriteWeights(writer, names.LayerProperty(name), layer, Missing);

        string step = StepMembers.Argument(model, names);
        writer.Line($"\n{Missing}\npublic global::System.ReadOnlySpan<float> Step({step}) => {Throw};");
        if (StepModel.Of(model).Model is not null)
        {
            writer.Line($"\n{Missing}\npublic const int StepOutputSize = 1;");
            writer.Line($"\n{Missing}\npublic struct StreamState\n{{\n}}");
            writer.Line($"\n{Missing}\npublic ref StreamState State => {Throw};");
            writer.Line($"\n{Missing}\npublic void Step({step}, ref StreamState state, global::System.Span<float> y) => {Throw};");
        }

        string input = $"global::System.ReadOnlySpan<{names.Input}> x", target = $"global::System.ReadOnlySpan<{names.Target}> y";
        writer.Line($"\n/// <inheritdoc/>\nprotected override void Forward({input}, global::RnnGen.Shard<float> shard, bool training) => {Throw};");
        writer.Line($"\n/// <inheritdoc/>\nprotected override global::System.ReadOnlySpan<float> Output(int index, global::RnnGen.Shard<float> shard) => {Throw};");
        if (names.Target is null)
            return;
        writer.Line($"\n/// <inheritdoc/>\nprotected override double SumLoss({target}, global::RnnGen.Shard<float> shard) => {Throw};");
        writer.Line($"\n/// <inheritdoc/>\nprotected override void Backward({input}, {target}, global::RnnGen.Shard<float> shard, float scale) => {Throw};");
    }

    private static void WriteWeights(CodeWriter writer, string property, Layer layer, string missing)
    {
        writer.Line();
        writer.Line($"{missing}\npublic {property}Weights {property} => default;");
        writer.Line();
        writer.Line(missing);
        using (writer.Block($"public readonly ref struct {property}Weights"))
        {
            IEnumerable<string> weights = layer.WeightNames.Select(Names.PascalCase).SelectMany(weight => new[] { weight, weight + "Gradient" });
            foreach (string weight in weights.Concat(layer.StatisticNames.Select(Names.PascalCase)))
                writer.Line($"{missing}\npublic global::System.Numerics.Tensors.TensorSpan<float> {weight} => default;");
        }
    }

    /// <summary>The layers that have weights, as far as their kind alone tells.</summary>
    private static IEnumerable<(string Name, Layer Layer)> Weights(ModelSpec model)
    {
        var automaticNames = new AutomaticNames();
        foreach (LayerSpec spec in model.Layers)
        {
            Layer layer = LayerCatalog.Create(spec);
            string name = automaticNames.Next(layer.Kind);
            if (layer.WeightNames.Count > 0)
                yield return (name, layer);
        }
    }
}
