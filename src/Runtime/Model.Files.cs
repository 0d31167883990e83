using System.Security.Cryptography;
using System.Text;
using RnnGen.IO;

namespace RnnGen;

public abstract partial class Model
{
    private const string FormatKey = "rnngen.format";
    private const string FormatVersion = "1";
    private const string ModelKey = "rnngen.model";
    private const string ArchitectureKey = "rnngen.architecture";

    /// <summary>
    /// Writes all weights to a .safetensors file: 32-bit floats under the names <c>lstm.kernel</c>, <c>lstm.recurrent_kernel</c>
    /// …, which other libraries read too. The file is written to a temporary name, flushed to the disk and moved: whatever
    /// happens, the name holds a whole file, the old one or the new one.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Exclusive use = Use(nameof(SaveWeights));
        var writer = new SafeTensorsWriter();
        writer.AddMetadata(FormatKey, FormatVersion);
        writer.AddMetadata(ModelKey, Description.Name);
        writer.AddMetadata(ArchitectureKey, Architecture);
        foreach (WeightDescription weight in Description.Weights)
            writer.Add(weight.FileName, weight.Shape, ValuesOf(weight).ToArray());
        WholeFile.Write(path, writer.Write);
    }

    /// <summary>Reads weights from a .safetensors file (F32, F64, F16 or BF16), by name.</summary>
    /// <param name="path">The file, as <see cref="SaveWeights"/> or another library has written it.</param>
    /// <param name="strict">
    /// Whether the file must hold exactly the weights of this model. If not, weights that it lacks stay as they are, and
    /// what the model lacks is passed over; a shape that differs is an error in any case.
    /// </param>
    /// <returns>The names of the model's weights that the file lacks; none if strict.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or its weights are not those of this model: the message names the tensor, what was found and
    /// what is wanted. No weight has been changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<string> LoadWeights(string path, bool strict = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Exclusive use = Use(nameof(LoadWeights));
        try
        {
            return LoadWeights(new SafeTensorsReader(File.ReadAllBytes(path)), strict);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Description.Name}.LoadWeights: {path}: {exception.Message}.", exception);
        }
    }

    private List<string> LoadWeights(SafeTensorsReader file, bool strict)
    {
        // Everything is checked before anything changes.
        List<string> missing = [.. Description.Weights.Select(weight => weight.FileName).Where(name => !file.Tensors.ContainsKey(name))];
        if (strict)
            CheckNames(file, missing);
        foreach (WeightDescription weight in Description.Weights)
        {
            if (file.Tensors.TryGetValue(weight.FileName, out StoredTensor? tensor) && !tensor.Shape.AsSpan().SequenceEqual(weight.Shape))
            {
                throw new InvalidDataException(
                    $"tensor '{tensor.Name}' has shape {ShapeText.Tuple(tensor.Shape)}, but the model's has {ShapeText.Tuple(weight.Shape)}");
            }
        }

        if (strict)
            CheckArchitecture(file);
        foreach (WeightDescription weight in Description.Weights)
        {
            if (file.Tensors.TryGetValue(weight.FileName, out StoredTensor? tensor))
                tensor.CopyTo(ValuesOf(weight));
        }

        return missing;
    }

    private void CheckNames(SafeTensorsReader file, List<string> missing)
    {
        if (missing.Count > 0)
        {
            string there = file.Tensors.Count == 0 ? "it holds no tensor" : $"it holds {string.Join(", ", file.Tensors.Keys.Order(StringComparer.Ordinal))}";
            throw new InvalidDataException(
                $"there is no tensor '{missing[0]}'; {there}. Pass strict: false to load what there is");
        }

        HashSet<string> known = [.. Description.Weights.Select(weight => weight.FileName)];
        if (file.Tensors.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidDataException($"the model has no weight '{unknown}'; it has {string.Join(", ", known)}. Pass strict: false to pass over it");
    }

    private void CheckArchitecture(SafeTensorsReader file)
    {
        if (file.Metadata.TryGetValue(ArchitectureKey, out string? architecture) && architecture != Architecture)
        {
            string model = file.Metadata.GetValueOrDefault(ModelKey, "another model");
            throw new InvalidDataException(
                $"the names and shapes fit, but the weights are those of {model}, whose layers differ "
                + $"(architecture {architecture}, wanted {Architecture}). Pass strict: false to load them nevertheless");
        }
    }

    /// <summary>A number that two models have in common when their layers and weights are of the same kinds and shapes.</summary>
    private string Architecture
    {
        get
        {
            var text = new StringBuilder();
            foreach (LayerDescription layer in Description.Layers)
                text.Append(layer.Kind).Append(ShapeText.Tuple(layer.OutputShape)).Append('\n');
            foreach (WeightDescription weight in Description.Weights)
                text.Append(weight.Path).Append(ShapeText.Tuple(weight.Shape)).Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        }
    }
}
