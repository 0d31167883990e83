namespace RnnGen.Data;

/// <summary>Texts, each with its label.</summary>
public sealed class LabelledTexts
{
    private readonly int[] _labels;

    /// <summary>Makes it of texts and labels; they are not copied.</summary>
    /// <param name="texts">The texts, at least one.</param>
    /// <param name="labels">The label of each.</param>
    /// <exception cref="ArgumentException">There are not as many labels as texts, or there are none.</exception>
    public LabelledTexts(IReadOnlyList<string> texts, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        if (texts.Count != labels.Length || labels.Length == 0)
        {
            throw new ArgumentException(
                $"There are {ShapeText.Count(texts.Count, "text")} and {ShapeText.Count(labels.Length, "label")}; it takes as "
                + "many labels as texts, and at least one.",
                nameof(labels));
        }

        (Texts, _labels) = (texts, labels);
    }

    /// <summary>Number of texts.</summary>
    public int Count => _labels.Length;

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The label of each text.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Rows of tokens with labels, for <c>SparseCategoricalCrossentropy</c>.</summary>
    /// <param name="tokenizer">Makes numbers of words; fitted on the texts to train with.</param>
    /// <param name="length">Length of a row: longer texts are cut, shorter ones padded with 0.</param>
    /// <param name="padding">Where short texts are padded.</param>
    /// <param name="truncating">Where long texts are cut.</param>
    public Dataset<int, int> ToDataset(
        Tokenizer tokenizer, int length, PadSide padding = PadSide.Pre, PadSide truncating = PadSide.Pre)
        => Dataset.Create(Rows(tokenizer, length, padding, truncating), _labels, Count);

    /// <summary>Rows of tokens with labels as numbers 0 and 1, for <c>BinaryCrossentropy</c>.</summary>
    /// <param name="tokenizer">Makes numbers of words; fitted on the texts to train with.</param>
    /// <param name="length">Length of a row: longer texts are cut, shorter ones padded with 0.</param>
    /// <param name="padding">Where short texts are padded.</param>
    /// <param name="truncating">Where long texts are cut.</param>
    /// <exception cref="InvalidOperationException">There are other labels than 0 and 1.</exception>
    public Dataset<int, float> ToBinaryDataset(
        Tokenizer tokenizer, int length, PadSide padding = PadSide.Pre, PadSide truncating = PadSide.Pre)
    {
        int other = _labels.AsSpan().IndexOfAnyExcept(0, 1);
        return other < 0
            ? Dataset.Create(
                Rows(tokenizer, length, padding, truncating), Array.ConvertAll(_labels, label => (float)label), Count)
            : throw new InvalidOperationException($"Text {other} has label {_labels[other]}; binary labels are 0 and 1.");
    }

    private int[] Rows(Tokenizer tokenizer, int length, PadSide padding, PadSide truncating)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return Preprocess.PadSequences(tokenizer.Encode(Texts), length, padding, truncating);
    }
}
