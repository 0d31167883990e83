using RnnGen.Data.Tests.Infrastructure;
using RnnGen.Data.Tests.Sets;

namespace RnnGen.Data.Tests.Text;

public sealed class TokenizerTests
{
    private static readonly string[] s_texts = ["The cat sat on the mat.", "The dog's <br />mat; on THE CAT!"];

    [Fact]
    public void The_vocabulary_is_sorted_by_frequency_then_by_occurrence()
    {
        Tokenizer tokenizer = Tokenizer.Fit(s_texts);
        Assert.Equal(["the", "cat", "on", "mat", "sat", "dog's", "br"], tokenizer.Words);
        Assert.Equal(4 + 7, tokenizer.Size);
    }

    [Fact]
    public void Reserved_ids_are_those_of_keras_imdb()
    {
        Tokenizer tokenizer = Tokenizer.Fit(s_texts, numWords: 7);

        // 1 start, 2 unknown, 4 the, 5 cat, 6 on; mat has 7, which is not below 7.
        Assert.Equal([1, 4, 5, 2, 6, 4, 2], tokenizer.Encode(s_texts[0]));
        Assert.Equal(7, tokenizer.Size);
        Assert.Equal("the cat ? on the ?", tokenizer.Decode([0, 0, 1, 4, 5, 2, 6, 4, 2]));
        Assert.Equal(5, tokenizer.IdOf("cat"));
        Assert.Null(tokenizer.IdOf("mat"));
        Assert.Null(tokenizer.IdOf("horse"));
        Assert.Equal([1], tokenizer.Encode(""));
    }

    [Fact]
    public void Keras_tokenizer_leaves_unknown_words_out()
    {
        // Tokenizer(num_words=4): word_index {the: 1, cat: 2, on: 3, mat: 4, …}; words below 4 are kept.
        Tokenizer tokenizer = Tokenizer.Fit(s_texts, 4, TokenizerOptions.Keras);
        Assert.Equal([1, 2, 3, 1], tokenizer.Encode(s_texts[0]));
        Assert.Equal([[1, 3, 1, 2]], tokenizer.Encode([s_texts[1]]));
        Assert.Equal(8, Tokenizer.Fit(s_texts, options: TokenizerOptions.Keras).Size);
    }

    [Fact]
    public void Keras_oov_token_is_the_first_word()
    {
        // Tokenizer(num_words=4, oov_token="?"): {?: 1, the: 2, cat: 3, on: 4, …}.
        Tokenizer tokenizer = Tokenizer.Fit(s_texts, 4, TokenizerOptions.Keras with { UnknownId = 1, IndexFrom = 1 });
        Assert.Equal([2, 3, 1, 1, 2, 1], tokenizer.Encode(s_texts[0]));
        Assert.Equal("the ?", tokenizer.Decode([2, 1]));
    }

    [Fact]
    public void Filters_case_and_separator_are_options()
    {
        TokenizerOptions options = TokenizerOptions.Keras with { Filters = "#", LowerCase = false, Separator = '/' };
        Tokenizer tokenizer = Tokenizer.Fit(["A/b c#A//a"], options: options);
        Assert.Equal(["A", "b c", "a"], tokenizer.Words);
        Assert.Equal([1, 3], tokenizer.Encode("A#a"));
        Assert.Equal("A/a", tokenizer.Decode([1, 3]));
    }

    [Fact]
    public void The_filters_are_those_of_keras()
        => Assert.Equal(["a", "b'"], Tokenizer.Fit(["a!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\nb' a"]).Words);

    [Fact]
    public void The_words_make_the_same_tokenizer_again()
    {
        Tokenizer fitted = Tokenizer.Fit(s_texts);
        Tokenizer made = new(fitted.Words);
        Assert.Equal(fitted.Encode(s_texts[1]), made.Encode(s_texts[1]));
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Contains("no word would be left", Message(() => Tokenizer.Fit(s_texts, 3)), StringComparison.Ordinal);
        Assert.Contains("reserved id 4", Message(() => new Tokenizer([], new TokenizerOptions { StartId = 4 })), StringComparison.Ordinal);
        Assert.Contains("\"a\" is in the vocabulary twice", Message(() => new Tokenizer(["a", "a"])), StringComparison.Ordinal);

        static string Message(Func<object> call) => Assert.Throws<ArgumentException>(call).Message;
    }

    [RealDataFact("imdb/train_5000.tsv.gz", "imdb/test_5000.tsv.gz")]
    public void Real_reviews_become_rows_of_tokens()
    {
        (LabelledTexts train, LabelledTexts test) = Imdb.Load(SmallSet.Options(RealData.Path("imdb")));
        Assert.Equal((5000, 5000), (train.Count, test.Count));
        Assert.Equal((2500, 2500), (train.Labels.Sum(), test.Labels.Sum()));
        Assert.Equal([1, 0, 1, 0], train.Labels.Take(4));
        Assert.StartsWith("Bromwell High is a cartoon comedy.", train.Texts[0], StringComparison.Ordinal);

        Tokenizer tokenizer = Tokenizer.Fit(train.Texts, numWords: 10_000);
        Assert.Equal(["a", "and", "of", "the", "to"], tokenizer.Words.Take(5).Order(StringComparer.Ordinal));
        Assert.Contains("br", tokenizer.Words.Take(10));
        Dataset<int, float> rows = train.ToBinaryDataset(tokenizer, length: 500);
        Assert.Equal((5000, 500, 1), (rows.Count, rows.InputSize, rows.TargetSize));
        Assert.Equal(0, rows.X.Span[0]);
        Assert.InRange(rows.X.ToArray().Max(), 9990, 9999);
        Assert.InRange(test.ToDataset(tokenizer, 500).X.ToArray().Count(id => id == 2) / 5000.0, 5, 40);
    }

    [RealDataFact("reuters-21578/r52.tsv.gz")]
    public void Real_articles_become_rows_of_tokens()
    {
        TextSet set = Reuters.Load(SmallSet.Options(dataFolder: RealData.Path()));
        Assert.Equal((6532, 2568, 52), (set.Train.Count, set.Test.Count, set.ClassNames.Count));
        Assert.Equal(3923, set.Train.Labels.Concat(set.Test.Labels).Count(label => set.ClassNames[label] == "earn"));
        Assert.Equal("cocoa", set.ClassNames[set.Train.Labels[0]]);

        Tokenizer tokenizer = Tokenizer.Fit(set.Train.Texts, numWords: 10_000);
        Assert.Equal(6532, set.Train.ToDataset(tokenizer, 300).Count);
    }
}
