namespace RnnGen.Generator.Ir;

/// <summary>Which of the two directions of a bidirectional layer a tensor belongs to, as names and symbols show it.</summary>
/// <param name="Name">Part of the names: <c>Forward</c>.</param>
/// <param name="Arrow">Part of the symbols, the way through time: <c>→</c>.</param>
/// <param name="Layer">Keras' name of the layer that runs this way, part of the names of its weights: <c>forward_lstm</c>.</param>
internal sealed record Direction(string Name, string Arrow, string Layer)
{
    /// <summary>A symbol with the arrow before its subscript: <c>h→_{t−1}</c>.</summary>
    public string Mark(string symbol)
    {
        int subscript = symbol.IndexOf('_');
        return symbol.Insert(subscript < 0 ? symbol.Length : subscript, Arrow);
    }
}
