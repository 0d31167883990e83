using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Text;

public sealed class CharVocabularyTests
{
    [Fact]
    public void Ids_follow_the_code_points()
    {
        CharVocabulary vocabulary = new("나비야 ab🎵b");
        Assert.Equal(" ab나비야🎵", vocabulary.Characters);
        Assert.Equal(7, vocabulary.Size);
        Assert.Equal([6, 2, 0, 3], vocabulary.Encode("🎵b 나"));
        Assert.Equal("🎵b 나", vocabulary.Decode([6, 2, 0, 3]));
        Assert.Equal([6], new CharVocabulary(vocabulary.Characters).Encode("🎵"));
    }

    [Fact]
    public void What_was_encoded_is_decoded() => Properties.Check(
        Gen.Elements("a", "b", "말", "🎵", " ", "\n").NonEmptyListOf().Select(pieces => string.Concat(pieces)),
        text => Assert.Equal(text, new CharVocabulary(text).Decode(new CharVocabulary(text).Encode(text))));

    [Fact]
    public void What_is_not_in_it_is_refused()
    {
        CharVocabulary vocabulary = new("ab");
        ArgumentException exception = Assert.Throws<ArgumentException>(() => vocabulary.Encode("abc"));
        Assert.Contains("Character 2 of the text, 'c' (U+0063), is not among the 2", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.Decode([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => vocabulary.Decode([-1]));
        Assert.Throws<ArgumentException>(() => new CharVocabulary(""));
    }

    [RealDataFact("tinyshakespeare/input.txt")]
    public void A_real_text_has_65_characters()
    {
        string text = File.ReadAllText(RealData.Path("tinyshakespeare", "input.txt"));
        CharVocabulary vocabulary = new(text);
        Assert.Equal(65, vocabulary.Size);
        Assert.Equal(text, vocabulary.Decode(vocabulary.Encode(text)));
    }
}
