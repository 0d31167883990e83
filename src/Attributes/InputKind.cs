namespace RnnGen;

/// <summary>What one element of a model's input is.</summary>
public enum InputKind
{
    /// <summary>Real numbers: the model takes <c>float</c> values.</summary>
    Values,

    /// <summary>Token numbers (word or character ids): the model takes <c>int</c> ids, which an embedding looks up.</summary>
    Tokens,
}
