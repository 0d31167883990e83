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
        ["Masking"] = spec => new Masking(spec),
        ["RNN"] = spec => new Rnn(spec),
        ["Flatten"] = spec => new Flatten(spec),
        ["Reshape"] = spec => new Reshape(spec),
        ["Permute"] = spec => new Permute(spec),
        ["RepeatVector"] = spec => new RepeatVector(spec),
        ["Activation"] = spec => new ActivationLayer(spec),
        ["Dropout"] = spec => new Dropout(spec),
        ["Conv1D"] = spec => new Convolution(spec, axes: 1),
        ["Conv2D"] = spec => new Convolution(spec, axes: 2),
        ["MaxPooling1D"] = spec => new Pooling(spec, axes: 1, isMax: true),
        ["MaxPooling2D"] = spec => new Pooling(spec, axes: 2, isMax: true),
        ["AveragePooling1D"] = spec => new Pooling(spec, axes: 1, isMax: false),
        ["AveragePooling2D"] = spec => new Pooling(spec, axes: 2, isMax: false),
        ["GlobalMaxPooling1D"] = spec => new GlobalPooling(spec, axes: 1, isMax: true),
        ["GlobalMaxPooling2D"] = spec => new GlobalPooling(spec, axes: 2, isMax: true),
        ["GlobalAveragePooling1D"] = spec => new GlobalPooling(spec, axes: 1, isMax: false),
        ["GlobalAveragePooling2D"] = spec => new GlobalPooling(spec, axes: 2, isMax: false),
        ["LayerNormalization"] = spec => new LayerNormalization(spec),
        ["BatchNormalization"] = spec => new BatchNormalization(spec),
    };

    private static readonly Dictionary<string, Func<AttributeSpec, Layer, Layer>> s_wrappers = new()
    {
        ["Bidirectional"] = (spec, inner) => new Bidirectional(spec, inner),
        ["TimeDistributed"] = (spec, inner) => new TimeDistributed(spec, inner),
    };

    public static Layer Create(AttributeSpec spec) => s_layers[spec.Kind](spec);

    public static Layer Create(LayerSpec spec)
    {
        Layer layer = Create(spec.Attribute);
        return spec.Wrapper is null ? layer : s_wrappers[spec.Wrapper.Kind](spec.Wrapper, layer);
    }
}
