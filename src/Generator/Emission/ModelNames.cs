using RnnGen.Generator.Layers;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>The C# names and types that follow from a model's spec.</summary>
internal sealed class ModelNames(ModelSpec model, NumericType type)
{
    /// <summary>The class's name without an <c>@</c>: as messages print it, and as part of other names.</summary>
    public string Simple { get; } = model.Type.SimpleName;

    /// <summary>The file-local class that holds the network's code.</summary>
    public string Network => Simple + "Network";

    /// <summary>The file-local class that holds the network at one timestep.</summary>
    public string Step => Simple + "StepNetwork";

    public string Input => model.InputKind == "Tokens" ? "int" : type.Keyword;

    /// <summary>The type of the target's elements; null for a model without a loss.</summary>
    public string? Target => model.Loss is null ? null
        : model.Loss.Name("Loss", "") == Losses.SparseCategoricalCrossentropy ? "int"
        : type.Keyword;

    public string BaseClass => $"{type.BaseClass}<{Input}{(Target is null ? "" : ", " + Target)}>";

    /// <summary>The class of the kernels. It stands in a file of its own, so its name holds the model's full name.</summary>
    public string Kernels =>
        model.Type.MetadataName.Replace("_", "__").Replace('.', '_').Replace("+", "_0").Replace("`", "_1") + "Kernels";

    public string KernelsHintName => HintName.Replace(".g.cs", ".Kernels.g.cs");

    public string StepHintName => HintName.Replace(".g.cs", ".Step.g.cs");

    public string HintName => model.Type.MetadataName.Replace('+', '.').Replace('`', '_') + ".g.cs";

    /// <summary>The property that shows a layer's weights.</summary>
    public string LayerProperty(string layerName) => Names.LayerProperty(layerName, Simple);
}
