using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>All layers, by the name of their attribute. A new layer adds its line here.</summary>
internal static class LayerCatalog
{
    private static readonly Dictionary<string, Func<AttributeSpec, Layer>> s_layers = new()
    {
        ["Dense"] = spec => new Dense(spec),
        ["SimpleRNN"] = spec => new SimpleRnn(spec),
        ["LSTM"] = spec => new Lstm(spec),
        ["GRU"] = spec => new Gru(spec),
        ["Embedding"] = spec => new Embedding(spec),
        ["Flatten"] = spec => new Flatten(spec),
        ["Reshape"] = spec => new Reshape(spec),
        ["Activation"] = spec => new ActivationLayer(spec),
        ["Dropout"] = spec => new Dropout(spec),
    };

    private static readonly Dictionary<string, Func<AttributeSpec, Layer, Layer>> s_wrappers = new()
    {
        ["TimeDistributed"] = (spec, inner) => new TimeDistributed(spec, inner),
    };

    public static Layer Create(AttributeSpec spec) => s_layers[spec.Kind](spec);

    public static Layer Create(LayerSpec spec)
    {
        Layer layer = Create(spec.Attribute);
        return spec.Wrapper is null ? layer : s_wrappers[spec.Wrapper.Kind](spec.Wrapper, layer);
    }
}
