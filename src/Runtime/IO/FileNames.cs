namespace RnnGen.IO;

/// <summary>What weight files name things. The generator reads such files too, and is built with this file.</summary>
internal static class FileNames
{
    /// <summary>Metadata: the model that wrote the file.</summary>
    public const string Model = "rnngen.model";

    /// <summary>Metadata: that model's <see cref="RnnGen.IO.Architecture"/>.</summary>
    public const string Architecture = "rnngen.architecture";

    /// <summary>Names of the tensors of a checkpoint that are not weights begin so.</summary>
    public const string CheckpointPrefix = "checkpoint.";

    /// <summary>A weight: <c>lstm.kernel</c>.</summary>
    /// <param name="layer">Keras' automatic name of the layer.</param>
    /// <param name="weight">Keras' name of the weight.</param>
    public static string Weight(string layer, string weight) => $"{layer}.{weight}";

    /// <summary>Whether a tensor belongs to a checkpoint, and is no weight.</summary>
    public static bool IsOfCheckpoint(string tensor) => tensor.StartsWith(CheckpointPrefix, StringComparison.Ordinal);
}
