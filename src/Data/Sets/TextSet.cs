namespace RnnGen.Data;

/// <summary>Texts with labels, for training and for testing.</summary>
public sealed class TextSet
{
    internal TextSet(LabelledTexts train, LabelledTexts test, string[] classNames)
    {
        (Train, Test, ClassNames) = (train, test, classNames);
    }

    /// <summary>The texts to train with.</summary>
    public LabelledTexts Train { get; }

    /// <summary>The texts to test with.</summary>
    public LabelledTexts Test { get; }

    /// <summary>The name of each label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Takes it apart, as Keras' <c>load_data</c> returns it.</summary>
    /// <param name="train">The texts to train with.</param>
    /// <param name="test">The texts to test with.</param>
    public void Deconstruct(out LabelledTexts train, out LabelledTexts test) => (train, test) = (Train, Test);
}
