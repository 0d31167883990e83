using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>A layer as it is written: its attribute, and the wrapper before it.</summary>
internal sealed record ParsedLayer(ParsedAttribute Attribute, ParsedAttribute? Wrapper) : IProblems
{
    public LayerSpec Spec => new(Attribute.Spec, Wrapper?.Spec);

    public bool IsReadable => Attribute.IsReadable && Wrapper is null or { IsReadable: true };

    /// <summary>A problem that names the wrapper first is the wrapper's; any other is the layer's.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? argument, params object[] messageArguments)
    {
        bool isWrappers = Wrapper is not null && argument is null && Wrapper.Spec.Kind.Equals(messageArguments.FirstOrDefault());
        (isWrappers ? Wrapper! : Attribute).Report(descriptor, argument, messageArguments);
    }
}

/// <summary>Takes a class's attributes in the order they are written, and puts each wrapper to its layer.</summary>
internal sealed class LayerReader
{
    private readonly List<ParsedLayer> _layers = [];
    private ParsedAttribute? _wrapper;
    private int? _readable;

    public IReadOnlyList<ParsedLayer> Layers => _layers;

    /// <summary>How many layers can be checked: those before the first attribute that is not understood.</summary>
    public int Readable => _readable ?? _layers.Count;

    public bool AllReadable => _readable is null;

    public void AddLayer(ParsedAttribute attribute)
    {
        ParsedLayer layer = new(attribute, _wrapper);
        if (!layer.IsReadable)
            _readable ??= _layers.Count;
        _layers.Add(layer);
        _wrapper = null;
    }

    public void AddWrapper(ParsedAttribute wrapper)
    {
        EndWrapper($"another wrapper, [{wrapper.Spec.Kind}], follows it");
        _wrapper = wrapper;
    }

    /// <summary>An attribute whose class the compiler cannot find: it may be a layer or a wrapper with a typing mistake.</summary>
    public void AddUnknown()
    {
        _readable ??= _layers.Count;
        _wrapper = null;
    }

    /// <summary>Checks the list as a whole, after the last attribute.</summary>
    public void End(string model, Location identifier, ProblemList problems)
    {
        EndWrapper("nothing follows it");
        if (_layers.Count == 0 && AllReadable)
        {
            problems.Add(Descriptors.NoLayers, identifier, model);
            _readable = 0;
        }

        ParsedLayer? stray = _layers.FirstOrDefault(layer => layer.Attribute.Declaration != _layers[0].Attribute.Declaration);
        if (stray is null)
            return;
        stray.Attribute.Report(
            Descriptors.LayersOnSeveralDeclarations, null,
            stray.Attribute.Spec.Kind, model, _layers[0].Attribute.Spec.Kind);
        _readable = 0;
    }

    private void EndWrapper(string follower)
    {
        if (_wrapper is not { } wrapper)
            return;
        string example = wrapper.Spec.Kind == "Bidirectional" ? "LSTM(64)" : "Dense(10)";
        wrapper.Report(Descriptors.WrapperWithoutLayer, null, wrapper.Spec.Kind, follower, example);
        _readable ??= _layers.Count;
        _wrapper = null;
    }
}
