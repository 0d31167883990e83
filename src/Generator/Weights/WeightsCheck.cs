using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;
using RnnGen.IO;

namespace RnnGen.Generator.Weights;

/// <summary>Compares a weight file with the network that is to begin with it.</summary>
internal sealed class WeightsCheck
{
    private const string Float = "F32";
    private const int FloatSize = 4;

    private readonly string _model;
    private readonly string _path;
    private readonly WeightsFile _file;
    private readonly IReadOnlyList<(string Name, Weight Weight)> _weights;

    private WeightsCheck(string model, string path, WeightsFile file, Network network)
    {
        (_model, _path, _file) = (model, path, file);
        _weights = [.. network.Blocks.SelectMany(block => block.Weights.Select(weight => (FileNames.Weight(block.Name, weight.KerasName), weight)))];
    }

    /// <summary>Finds the weights in the file.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="spec">What the attribute says.</param>
    /// <param name="network">The network; its weights have their offsets.</param>
    /// <exception cref="WeightsException">They are not there, or not so that they can be used where they lie.</exception>
    public static BakedWeights Run(string model, WeightsSpec spec, Network network)
    {
        if (spec.File is not { } file)
            throw new WeightsException(Descriptors.WeightsFileMissing, spec.Path);
        if (file.Fault is { } fault)
            throw new WeightsException(Descriptors.WeightsFileDamaged, spec.Path, fault);
        var check = new WeightsCheck(model, spec.Path, file, network);
        check.CompareTensors();
        check.CompareArchitecture(network);
        return new BakedWeights(
            file.Resource,
            check.Place([.. check._weights.Where(weight => weight.Weight is Parameter)]),
            check.Place([.. check._weights.Where(weight => weight.Weight is not Parameter)]));
    }

    private void CompareTensors()
    {
        foreach ((string name, Weight weight) in _weights)
        {
            if (Find(name) is not { } tensor)
                throw Differs($"it has no tensor '{name}', only {List(_file.Tensors.Select(tensor => tensor.Name))}");
            if (!tensor.Shape.SequenceEqual(weight.KerasShape.Dimensions))
                throw Differs($"its tensor '{name}' has shape {new Shape([.. tensor.Shape])}, but the model's has {weight.KerasShape}");
        }

        // A checkpoint holds more than weights.
        HashSet<string> known = [.. _weights.Select(weight => weight.Name)];
        if (_file.Tensors.FirstOrDefault(tensor => !known.Contains(tensor.Name) && !FileNames.IsOfCheckpoint(tensor.Name)) is { } unknown)
            throw Differs($"its tensor '{unknown.Name}' is none of the model's, which are {List(known)}");
    }

    private void CompareArchitecture(Network network)
    {
        Architecture architecture = new();
        foreach (Block block in network.Blocks)
            architecture.AddLayer(block.Kind, block.OutputShape.Dimensions);
        foreach (Block block in network.Blocks)
        {
            foreach (Weight weight in block.Weights)
                architecture.AddWeight(block.Name, weight.KerasName, weight.KerasShape.Dimensions);
        }

        if (_file.Architecture.Length > 0 && _file.Architecture != architecture.ToString())
        {
            string writer = _file.Model == _model || _file.Model.Length == 0 ? "an earlier version of the model" : $"'{_file.Model}'";
            throw Differs($"its tensors, {List(_weights.Select(weight => weight.Name))}, have the names and shapes wanted, but {writer} wrote it, whose layers differ");
        }
    }

    /// <summary>The first byte of weights that must follow each other as in the model's memory.</summary>
    private long Place(IReadOnlyList<(string Name, Weight Weight)> weights)
    {
        if (weights.Count == 0)
            return 0;
        long first = Find(weights[0].Name)!.Begin;
        foreach ((string name, Weight weight) in weights)
        {
            StoredTensor tensor = Find(name)!;
            string? fault = tensor.Type != Float ? $"has elements of type {tensor.Type} instead of {Float}"
                : tensor.Begin != first + (long)weight.Offset * FloatSize || tensor.End - tensor.Begin != (long)weight.Tensor.Size * FloatSize ? "lies elsewhere than in the model's memory"
                : null;
            if (fault is not null)
                throw new WeightsException(Descriptors.WeightsNotInPlace, _path, name, fault, _model);
        }

        return _file.DataOffset + first;
    }

    private StoredTensor? Find(string name) => _file.Tensors.FirstOrDefault(tensor => tensor.Name == name);

    private WeightsException Differs(string how) => new(Descriptors.WeightsDiffer, _path, _model, how);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'").DefaultIfEmpty("none"));
}

/// <summary>A weight file does not do. The message is the diagnostic's arguments.</summary>
internal sealed class WeightsException(DiagnosticDescriptor descriptor, params string[] arguments) : Exception(descriptor.Title.ToString(null))
{
    public DiagnosticDescriptor Descriptor => descriptor;

    public IReadOnlyList<string> Arguments => arguments;
}
