using RnnGen.Data;
using RnnGen.IO;

namespace RnnGen;

public abstract partial class Model
{
    private const string FormatKey = "rnngen.format";
    private const string FormatVersion = "1";

    /// <summary>Endings that promise what is not written: NumPy's, Keras', PyTorch's and ONNX's.</summary>
    private static readonly string[] s_otherFormats = [".npz", ".npy", ".h5", ".hdf5", ".keras", ".pt", ".pth", ".onnx"];

    /// <summary>
    /// Writes all weights to a .safetensors file: 32-bit floats under the names <c>lstm.kernel</c>, <c>lstm.recurrent_kernel</c>
    /// …, which other libraries read too. The file is written to a temporary name, flushed to the disk and moved: whatever
    /// happens, the name holds a whole file, the old one or the new one.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ArgumentException">The file's name ends as those of another format do: .npz, .h5, .keras …</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path)
    {
        CheckName(path);
        using Exclusive use = Use(nameof(SaveWeights));
        WholeFile.Write(path, Write);
    }

    /// <summary>Throws if a file cannot be saved under this name.</summary>
    internal static void CheckName(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (s_otherFormats.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"SaveWeights: '{path}' ends as a file of another format does, but what is written is .safetensors. "
                + $"Save it as '{Path.ChangeExtension(path, ".safetensors")}'.",
                nameof(path));
        }
    }

    /// <summary>Writes all weights as <see cref="SaveWeights(string)"/> does: into an archive, over a network …</summary>
    /// <param name="stream">Receives the file, from where it stands.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void SaveWeights(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using Exclusive use = Use(nameof(SaveWeights));
        Write(stream);
    }

    private void Write(Stream stream)
    {
        var writer = new SafeTensorsWriter();
        AddWeights(writer);
        writer.Write(stream);
    }

    private void AddWeights(SafeTensorsWriter writer)
    {
        writer.AddMetadata(FormatKey, FormatVersion);
        writer.AddMetadata(FileNames.Model, Description.Name);
        writer.AddMetadata(FileNames.Architecture, ArchitectureHash);

        // As they lie in memory, so that a program can hold the file and use the weights where they are.
        foreach (WeightDescription weight in Description.Weights.OrderBy(weight => weight.Trainable ? 0 : 1))
            writer.Add(weight.FileName, weight.Shape, () => ValuesOf(weight));
    }

    /// <summary>
    /// Reads weights from a file: .safetensors (F32, F64, F16 or BF16) by name, or NumPy's .npz, by name or, where its arrays
    /// have none, in Keras' order, so that <c>np.savez("w.npz", *model.get_weights())</c> is all that Keras has to do. The
    /// file's first bytes tell which it is.
    /// </summary>
    /// <param name="path">The file, as <see cref="SaveWeights(string)"/> or another library has written it.</param>
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
        using var stream = ReadableFile.Open(path);
        return LoadWeights(stream, path, strict);
    }

    /// <summary>Reads weights as <see cref="LoadWeights(string, bool)"/> does: from a resource, an archive, a network …</summary>
    /// <param name="stream">Holds such a file; it is read from where it stands to its end, up to 2 GB.</param>
    /// <param name="strict">Whether the file must hold exactly the weights of this model.</param>
    /// <returns>The names of the model's weights that the file lacks; none if strict.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or its weights are not those of this model. No weight has been changed.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IReadOnlyList<string> LoadWeights(Stream stream, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        content.Position = 0;
        return LoadWeights(content, "the stream", strict);
    }

    private List<string> LoadWeights(Stream stream, string name, bool strict)
    {
        using Exclusive use = Use(nameof(LoadWeights));
        try
        {
            using var file = WeightFile.Read(stream, name);
            return LoadWeights(file, strict);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Description.Name}.LoadWeights: {name}: {exception.Message}.", exception);
        }
        catch (DataFormatException exception)
        {
            throw new InvalidDataException($"{Description.Name}.LoadWeights: {exception.Message}", exception);
        }
    }

    private List<string> LoadWeights(WeightFile file, bool strict)
    {
        // Everything is checked and read before anything changes.
        List<string> missing = [];
        List<(StoredTensor Tensor, WeightDescription Weight)> found = [];
        for (int i = 0; i < Description.Weights.Length; i++)
        {
            WeightDescription weight = Description.Weights[i];
            if (file.Tensors.TryGetValue(NameIn(file, i), out StoredTensor? tensor))
                found.Add((tensor, weight));
            else
                missing.Add(weight.FileName);
        }

        if (strict)
            CheckNames(file);
        foreach ((StoredTensor tensor, WeightDescription weight) in found)
            CheckShape(tensor, weight);
        if (strict)
            CheckArchitecture(file);
        foreach ((StoredTensor tensor, WeightDescription _) in found)
            tensor.Load();
        foreach ((StoredTensor tensor, WeightDescription weight) in found)
            tensor.CopyTo(WritableValuesOf(weight));
        return missing;
    }

    /// <summary>What a weight is called in a file.</summary>
    private string NameIn(WeightFile file, int index) => file.IsOrdered ? WeightFile.NameAt(index) : Description.Weights[index].FileName;

    private static void CheckShape(StoredTensor tensor, WeightDescription weight)
    {
        if (tensor.Shape.AsSpan().SequenceEqual(weight.Shape))
            return;
        string model = tensor.Name == weight.FileName ? "the model's" : $"the model's {weight.FileName}";
        throw new InvalidDataException(
            $"tensor '{tensor.Name}' has shape {ShapeText.Tuple(tensor.Shape)}, but {model} has {ShapeText.Tuple(weight.Shape)}");
    }

    private void CheckNames(WeightFile file)
    {
        HashSet<string> known = [.. Enumerable.Range(0, Description.Weights.Length).Select(index => NameIn(file, index))];
        if (file.IsOrdered && file.Tensors.Count != known.Count)
        {
            throw new InvalidDataException(
                $"it holds {ShapeText.Count(file.Tensors.Count, "array")} without names, but the model has "
                + $"{ShapeText.Count(known.Count, "weight")}: {ListOfWeights()}. Pass strict: false to load what there is");
        }

        if (known.FirstOrDefault(name => !file.Tensors.ContainsKey(name)) is { } missing)
        {
            string there = file.Tensors.Count == 0 ? "it holds no tensor" : $"it holds {ShapeText.List(file.Tensors.Keys.Order(StringComparer.Ordinal))}";
            throw new InvalidDataException($"there is no tensor '{missing}'; {there}. Pass strict: false to load what there is");
        }

        // A checkpoint holds more than weights.
        if (file.Tensors.Keys.FirstOrDefault(name => !known.Contains(name) && !FileNames.IsOfCheckpoint(name)) is { } unknown)
            throw new InvalidDataException($"the model has no weight '{unknown}'; it has {ListOfWeights()}. Pass strict: false to pass over it");
    }

    private string ListOfWeights() => ShapeText.List(Description.Weights.Select(weight => weight.FileName));

    private void CheckArchitecture(WeightFile file)
    {
        if (file.Metadata.TryGetValue(FileNames.Architecture, out string? architecture) && architecture != ArchitectureHash)
        {
            string model = file.Metadata.GetValueOrDefault(FileNames.Model, "another model");
            throw new InvalidDataException(
                $"the names and shapes fit, but the weights are those of {model}, whose layers differ "
                + $"(architecture {architecture}, wanted {ArchitectureHash}). Pass strict: false to load them nevertheless");
        }
    }

    /// <summary>A number that two models have in common when their layers and weights are of the same kinds and shapes.</summary>
    private string ArchitectureHash
    {
        get
        {
            var architecture = new Architecture();
            foreach (LayerDescription layer in Description.Layers)
                architecture.AddLayer(layer.Kind, layer.OutputShape);
            foreach (WeightDescription weight in Description.Weights)
                architecture.AddWeight(weight.Layer, weight.Name, weight.Shape);
            return architecture.ToString();
        }
    }
}
