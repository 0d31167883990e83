using System.Globalization;
using System.Text;

namespace RnnGen.Data;

/// <summary>
/// Turns texts into the numbers of their characters, from 0 in the order of their code points. It never changes;
/// <see cref="Characters"/> is all that is needed to make the same again.
/// </summary>
public sealed class CharVocabulary
{
    private readonly Rune[] _runes;
    private readonly Dictionary<Rune, int> _ids = [];

    /// <summary>Makes a vocabulary of the characters that occur in a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public CharVocabulary(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _runes = [.. text.EnumerateRunes().Distinct().Order()];
        foreach (Rune rune in _runes)
            _ids[rune] = _ids.Count;
    }

    /// <summary>Number of different characters: <c>InputDim</c> of an embedding, or the length of a one-hot code.</summary>
    public int Size => _runes.Length;

    /// <summary>All characters, in the order of their ids.</summary>
    public string Characters => string.Concat(_runes.Select(rune => rune.ToString()));

    /// <summary>The ids of a text's characters. A character outside the basic plane is one, not two.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">A character is not in the vocabulary.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<int> ids = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!_ids.TryGetValue(rune, out int id))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Character {ids.Count} of the text, '{rune}' (U+{rune.Value:X4}), is not among the {Size} of the vocabulary."),
                    nameof(text));
            }

            ids.Add(id);
        }

        return [.. ids];
    }

    /// <summary>The text of ids.</summary>
    /// <param name="ids">The ids.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public string Decode(ReadOnlySpan<int> ids)
    {
        StringBuilder text = new(ids.Length);
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)Size)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"The ids of the vocabulary are 0 to {Size - 1}.");
            text.Append(_runes[id]);
        }

        return text.ToString();
    }
}
