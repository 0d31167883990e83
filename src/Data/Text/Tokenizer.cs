using System.Buffers;
using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// Turns texts into the numbers of their words. The vocabulary is sorted by frequency: the smaller the number, the more
/// frequent the word. It never changes; <see cref="Words"/> is all that is needed to make the same tokenizer again.
/// </summary>
public sealed class Tokenizer
{
    private readonly TokenizerOptions _options;
    private readonly SearchValues<char> _filters;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;

    /// <summary>Makes a tokenizer of a vocabulary.</summary>
    /// <param name="words">The words, the most frequent first; each once.</param>
    /// <param name="options">Ids and rules; null for <see cref="TokenizerOptions.Imdb"/>.</param>
    /// <exception cref="ArgumentException">A word is there twice, or the options contradict each other.</exception>
    public Tokenizer(IEnumerable<string> words, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        _options = Check(options ?? TokenizerOptions.Imdb);
        _filters = SearchValues.Create(_options.Filters);
        Words = [.. words];
        _ids = new Dictionary<string, int>(Words.Count, StringComparer.Ordinal);
        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string word in Words)
        {
            if (!_ids.TryAdd(word, _options.IndexFrom + 1 + _ids.Count))
                throw new ArgumentException($"The word \"{word}\" is in the vocabulary twice.", nameof(words));
        }
    }

    /// <summary>All words, the most frequent first. Words as frequent as each other stand in the order they occurred.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All ids are below this: <c>InputDim</c> of an embedding.</summary>
    public int Size => Math.Min(_options.NumWords ?? int.MaxValue, _options.IndexFrom + 1 + Words.Count);

    /// <summary>Makes a tokenizer of the words of texts (Keras: <c>fit_on_texts</c>).</summary>
    /// <param name="texts">The texts, of the training data only.</param>
    /// <param name="numWords">All ids are below this; null for what the options say.</param>
    /// <param name="options">Ids and rules; null for <see cref="TokenizerOptions.Imdb"/>.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Tokenizer Fit(IEnumerable<string> texts, int? numWords = null, TokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= TokenizerOptions.Imdb;
        if (numWords is not null)
            options = options with { NumWords = numWords };

        // Words are counted under numbers in the order they occur, so that sorting can keep that order among equals.
        var rules = new Tokenizer([], options);
        List<int> counts = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        var seenBySpan = seen.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            ReadOnlySpan<char> words = rules.Normalize(text);
            foreach (Range range in words.Split(options.Separator))
            {
                ReadOnlySpan<char> word = words[range];
                if (word.IsEmpty)
                    continue;
                if (seenBySpan.TryGetValue(word, out int index))
                {
                    counts[index]++;
                }
                else
                {
                    seenBySpan[word] = counts.Count;
                    counts.Add(1);
                }
            }
        }

        return new Tokenizer(
            seen.OrderByDescending(word => counts[word.Value]).ThenBy(word => word.Value).Select(word => word.Key), options);
    }

    /// <summary>The id of a word; null if it is unknown. Frequent words only: ids are below <see cref="Size"/>.</summary>
    /// <param name="word">The word, in lower case if the options say so.</param>
    public int? IdOf(string word) => _ids.TryGetValue(word, out int id) && id < Size ? id : null;

    /// <summary>The ids of a text (Keras: <c>texts_to_sequences</c>).</summary>
    /// <param name="text">The text.</param>
    public int[] Encode(string text)
    {
        List<int> ids = [];
        if (_options.StartId is int start)
            ids.Add(start);
        int size = Size;
        ReadOnlySpan<char> words = Normalize(text);
        foreach (Range range in words.Split(_options.Separator))
        {
            ReadOnlySpan<char> word = words[range];
            if (word.IsEmpty)
                continue;
            if (_idsBySpan.TryGetValue(word, out int id) && id < size)
                ids.Add(id);
            else if (_options.UnknownId is int unknown)
                ids.Add(unknown);
        }

        return [.. ids];
    }

    /// <summary>The ids of several texts (Keras: <c>texts_to_sequences</c>).</summary>
    /// <param name="texts">The texts.</param>
    public int[][] Encode(IEnumerable<string> texts) => [.. texts.Select(Encode)];

    /// <summary>The words of ids; padding and the start are left out, unknown words are <c>?</c>.</summary>
    /// <param name="ids">The ids.</param>
    public string Decode(ReadOnlySpan<int> ids)
    {
        List<string> words = [];
        foreach (int id in ids)
        {
            int rank = id - _options.IndexFrom - 1;
            if (id != _options.UnknownId && rank >= 0 && rank < Words.Count)
                words.Add(Words[rank]);
            else if (id != 0 && id != _options.StartId)
                words.Add("?");
        }

        return string.Join(_options.Separator, words);
    }

    private static TokenizerOptions Check(TokenizerOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.IndexFrom);
        foreach (int? id in new[] { options.StartId, options.UnknownId })
        {
            if (id < 0 || id > options.IndexFrom)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The reserved id {id} is not from 0 to IndexFrom, which is {options.IndexFrom}: words follow that one."));
            }
        }

        return options.NumWords > options.IndexFrom || options.NumWords is null
            ? options
            : throw new ArgumentException(
                $"NumWords is {options.NumWords}, but the ids up to {options.IndexFrom} are reserved: no word would be left.");
    }

    /// <summary>The text in which only the separator separates words.</summary>
    private ReadOnlySpan<char> Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[] characters = new char[text.Length];
        if (_options.LowerCase)
            text.AsSpan().ToLowerInvariant(characters);
        else
            text.CopyTo(characters);
        for (Span<char> rest = characters; rest.IndexOfAny(_filters) is int at and >= 0; rest = rest[(at + 1)..])
            rest[at] = _options.Separator;
        return characters;
    }
}
