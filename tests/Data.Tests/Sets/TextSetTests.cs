using System.Formats.Tar;
using System.Text;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Sets;

public sealed class TextSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reviews_are_read_from_tables()
    {
        _folder.Write("imdb/train_5000.tsv.gz", "1\t9\t0\tGood \"film\"\n0\t2\t0\tBad\n"u8);
        _folder.Write("imdb/test_5000.tsv.gz", "1\t10\t1\tÉté\n"u8);

        TextSet set = Imdb.Load(SmallSet.Options(_folder.Path));

        Assert.Equal(["Good \"film\"", "Bad"], set.Train.Texts);
        Assert.Equal([1, 0], set.Train.Labels);
        Assert.Equal(["Été"], set.Test.Texts);
        Assert.Equal(["negative", "positive"], set.ClassNames);

        _folder.Write("imdb/train.tsv", "2\t9\t0\tGood\n"u8);
        _folder.Write("imdb/test.tsv", "1\t9\t0\tGood\n"u8);
        Refused(() => Imdb.Load(SmallSet.Options(_folder.Path)), "train.tsv, line 1: found \"2\" in column 0, wanted 0 (negative) or 1 (positive).");
        _folder.Write("imdb/train.tsv", "2\tGood\n"u8);
        Refused(() => Imdb.Load(SmallSet.Options(_folder.Path)), "train.tsv, line 1: found 2 columns, wanted 4: label, rating, number, review.");
    }

    [Fact]
    public void Reviews_are_read_from_the_archive()
    {
        string path = _folder.Write("aclImdb_v1.tar.gz", Archive(
            ("aclImdb/README", "Large Movie Review Dataset"),
            ("aclImdb/train/pos/10_9.txt", "p10"), ("aclImdb/train/pos/2_7.txt", "p2"),
            ("aclImdb/train/neg/0_1.txt", "n0"), ("aclImdb/train/unsup/0_0.txt", "?"),
            ("aclImdb/test/pos/0_9.txt", "tp"), ("aclImdb/test/neg/0_2.txt", "tn<br />")));

        (LabelledTexts train, LabelledTexts test) = Imdb.Load(SmallSet.Options(_folder.Path));

        Assert.Equal(["p2", "n0", "p10"], train.Texts);
        Assert.Equal([1, 0, 1], train.Labels);
        Assert.Equal(["tp", "tn<br />"], test.Texts);

        _folder.Write("aclImdb_v1.tar.gz", Archive(("aclImdb/train/pos/10_9.txt", "p10")));
        Refused(() => Imdb.Load(SmallSet.Options(_folder.Path)), $"{path}: found no reviews in aclImdb/train/neg, wanted some, named as 0_9.txt.");
    }

    [Fact]
    public void Articles_are_read_from_a_table()
    {
        _folder.Write("r52.tsv", "train\t1\tearn\tShr 5 cts\ntest\t2\tacq\tBuys\ntrain\t3\tacq\tSells\n"u8);

        TextSet set = Reuters.Load(SmallSet.Options(_folder.Path));

        Assert.Equal(["acq", "earn"], set.ClassNames);
        Assert.Equal([1, 0], set.Train.Labels);
        Assert.Equal(["Buys"], set.Test.Texts);

        _folder.Write("r52.tsv", "train\t1\tearn\tx\nvalid\t2\tacq\ty\n"u8);
        Refused(() => Reuters.Load(SmallSet.Options(_folder.Path)), "r52.tsv, line 2: found \"valid\" in column 0, wanted train or test.");
        _folder.Write("r52.tsv", "train\t1\tearn\tx\n"u8);
        Refused(() => Reuters.Load(SmallSet.Options(_folder.Path)), "r52.tsv: found no rows of test, wanted rows of train and of test.");
    }

    [Fact]
    public void What_cannot_be_downloaded_says_what_to_put_where()
    {
        DataNotFoundException exception = Assert.Throws<DataNotFoundException>(
            () => Reuters.Load(SmallSet.Options(cacheFolder: _folder.Path)));
        Assert.EndsWith(
            "Put r52.tsv.gz (a row for each article: train or test, its number, its topic, its text, with tabs between) into "
            + $"{_folder.At("reuters-21578")}.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_tables_are_refused()
    {
        byte[] whole = "train\t1\tearn\tShr 5 cts\ntest\t2\tacq\tBuys\ntrain\t3\tacq\tSells é\n"u8.ToArray();
        Properties.SurvivesDamage(whole, bytes =>
        {
            _folder.Write("r52.tsv", bytes);
            Reuters.Load(SmallSet.Options(_folder.Path));
        });
    }

    [Fact]
    public void Labels_that_are_not_binary_are_refused()
    {
        LabelledTexts texts = new(["a", "b"], [0, 2]);
        Tokenizer tokenizer = Tokenizer.Fit(texts.Texts);
        Assert.Equal([0, 1, 4, 0, 1, 5], texts.ToDataset(tokenizer, 3).X.ToArray());
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => texts.ToBinaryDataset(tokenizer, 3));
        Assert.Equal("Text 1 has label 2; binary labels are 0 and 1.", exception.Message);
        Assert.Throws<ArgumentException>(() => new LabelledTexts(["a"], [0, 1]));
        Assert.Throws<ArgumentException>(() => new LabelledTexts([], []));
    }

    private static void Refused(Func<object> load, string message)
        => Assert.EndsWith(message, Assert.Throws<DataFormatException>(load).Message, StringComparison.Ordinal);

    private static byte[] Archive(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            foreach ((string name, string text) in files)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
            }
        }

        return stream.ToArray();
    }
}
