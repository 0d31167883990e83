namespace RnnGen.Data;

/// <summary>How texts become words, and words numbers.</summary>
public sealed record TokenizerOptions
{
    /// <summary>
    /// As Keras' IMDB and Reuters data sets have it (<c>imdb.load_data</c>): 0 is padding, each text starts with 1, words
    /// that are not in the vocabulary are 2, 3 is unused, and the most frequent word is 4.
    /// </summary>
    public static TokenizerOptions Imdb { get; } = new();

    /// <summary>
    /// As Keras' <c>Tokenizer</c> has it: 0 is padding, the most frequent word is 1, words that are not in the vocabulary
    /// are left out. (Its <c>oov_token</c> is <c>Keras with { UnknownId = 1, IndexFrom = 1 }</c>.)
    /// </summary>
    public static TokenizerOptions Keras { get; } = new() { StartId = null, UnknownId = null, IndexFrom = 0 };

    /// <summary>
    /// All ids are below this, the reserved ones included; rarer words are unknown (Keras: <c>num_words</c>). Null for all
    /// words.
    /// </summary>
    public int? NumWords { get; init; }

    /// <summary>The id before each text; null for none (Keras: <c>start_char</c>).</summary>
    public int? StartId { get; init; } = 1;

    /// <summary>The id of unknown words; null to leave them out (Keras: <c>oov_char</c>).</summary>
    public int? UnknownId { get; init; } = 2;

    /// <summary>The most frequent word has the id that follows this one (Keras: <c>index_from</c>).</summary>
    public int IndexFrom { get; init; } = 3;

    /// <summary>Characters that separate words, besides <see cref="Separator"/> (Keras: <c>filters</c>).</summary>
    public string Filters { get; init; } = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /// <summary>The character between words (Keras: <c>split</c>).</summary>
    public char Separator { get; init; } = ' ';

    /// <summary>Whether upper and lower case are the same word (Keras: <c>lower</c>).</summary>
    public bool LowerCase { get; init; } = true;
}
