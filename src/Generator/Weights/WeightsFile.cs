using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Weights;

/// <summary>A weight file of the project, as far as its header says what it is.</summary>
/// <param name="Path">Its path, with slashes.</param>
/// <param name="Resource">The name of the resource that the assembly holds it as.</param>
/// <param name="Fault">Why it cannot be read; null if it can.</param>
/// <param name="Tensors">What it holds.</param>
/// <param name="Model">The model that wrote it; empty if it does not say.</param>
/// <param name="Architecture">The hash of that model's layers; empty if it does not say.</param>
/// <param name="DataOffset">Where the tensors' bytes begin.</param>
internal sealed record WeightsFile(
    string Path,
    string Resource,
    string? Fault,
    EquatableArray<StoredTensor> Tensors = default,
    string Model = "",
    string Architecture = "",
    int DataOffset = 0)
{
    /// <summary>Whether the end of the path is this, from a folder's name on.</summary>
    public bool IsAt(string end)
    {
        string wanted = end.Replace('\\', '/');
        return Path == wanted || Path.EndsWith("/" + wanted, StringComparison.Ordinal);
    }
}

/// <summary>A tensor in a weight file.</summary>
/// <param name="Type">The type of its elements, as the format names it.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last one.</param>
internal sealed record StoredTensor(string Name, string Type, EquatableArray<int> Shape, long Begin, long End);

/// <summary>The weights that a model is to begin with.</summary>
/// <param name="Path">As the attribute has it.</param>
/// <param name="File">The file; null if the project has none there.</param>
internal sealed record WeightsSpec(string Path, WeightsFile? File = null)
{
    /// <summary>A model with the file that it is to begin with; the same model if it names none.</summary>
    public static ModelSpec Find(ModelSpec model, EquatableArray<WeightsFile> files) => model.Weights is { } weights
        ? model with { Weights = weights with { File = files.FirstOrDefault(file => file.IsAt(weights.Path)) } }
        : model;
}

/// <summary>Where the weights of a model lie in its assembly.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Parameters">The first byte of the trainable weights.</param>
/// <param name="Statistics">The first byte of the others; 0 if there are none.</param>
internal sealed record BakedWeights(string Resource, long Parameters, long Statistics);
