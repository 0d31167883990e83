using System.Globalization;
using System.Text;

namespace RnnGen.Data;

/// <summary>
/// IMDB: film reviews, 25,000 to train with and 25,000 to test with, half of them positive (Maas et al., "Learning word
/// vectors for sentiment analysis", ACL 2011). The file is the original archive, <c>aclImdb_v1.tar.gz</c>, or two tables
/// without header, <c>train.tsv</c> and <c>test.tsv</c>, with label (0 or 1), rating, number and review; a part of the data
/// set may be there as <c>train_5000.tsv</c> and <c>test_5000.tsv</c>. Tables may be compressed with gzip.
/// </summary>
public static class Imdb
{
    private static readonly string[] s_classNames = ["negative", "positive"];

    private static readonly FileGroup s_archive = new("aclImdb_v1.tar.gz") { Suffixes = [""] };

    private static readonly NamedSet s_set = new(
        "IMDB", "imdb", s_archive, new FileGroup("train.tsv", "test.tsv"), new FileGroup("train_5000.tsv", "test_5000.tsv"))
    {
        Remote =
        [
            new(
                "https://ai.stanford.edu/~amaas/data/sentiment/", "aclImdb_v1.tar.gz", 84_125_825,
                "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe"),
        ],
    };

    /// <summary>
    /// Loads the data set. Positive and negative reviews alternate, so that each part of it is balanced. (Keras'
    /// <c>imdb.load_data</c> gives numbers; <see cref="Tokenizer"/> makes such numbers of the texts.)
    /// </summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">One of its files is damaged.</exception>
    /// <exception cref="IOException">One of its files cannot be read.</exception>
    public static TextSet Load(DataOptions? options = null)
    {
        FoundFiles found = s_set.Find(options);
        return found.Form == s_archive
            ? ReadArchive(found.Paths[0])
            : new TextSet(ReadTable(found.Paths[0]), ReadTable(found.Paths[1]), s_classNames);
    }

    private static LabelledTexts ReadTable(string path)
    {
        TextTable table = TextTable.Read(path, TableOptions.Tsv with { Header = false });
        if (table.ColumnCount != 4)
        {
            throw new DataFormatException(
                path, ShapeText.Count(table.ColumnCount, "column"), "4: label, rating, number, review", line: 1);
        }

        int[] labels = table[0].ToInt32();
        int wrong = labels.AsSpan().IndexOfAnyExcept(0, 1);
        return wrong < 0
            ? new LabelledTexts(table[3].ToStrings(), labels)
            : throw table.Unexpected(wrong, 0, "0 (negative) or 1 (positive)");
    }

    /// <summary>Reads the reviews of an archive, whose names are <c>aclImdb/train/pos/123_9.txt</c>.</summary>
    private static TextSet ReadArchive(string path)
    {
        Dictionary<string, SortedDictionary<int, string>> folders = new(StringComparer.Ordinal)
        {
            ["train/pos"] = [], ["train/neg"] = [], ["test/pos"] = [], ["test/neg"] = [],
        };
        TarGz.Read(path, (name, reader) =>
        {
            string[] parts = name.Split('/');
            if (parts.Length == 4
                && folders.TryGetValue($"{parts[1]}/{parts[2]}", out SortedDictionary<int, string>? folder)
                && int.TryParse(parts[3].Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                folder[number] = Encoding.UTF8.GetString(reader.ReadToEnd());
            }
        });

        string? empty = folders.FirstOrDefault(folder => folder.Value.Count == 0).Key;
        if (empty is not null)
            throw new DataFormatException(path, $"no reviews in aclImdb/{empty}", "some, named as 0_9.txt");
        return new TextSet(
            Alternate(folders["train/pos"].Values, folders["train/neg"].Values),
            Alternate(folders["test/pos"].Values, folders["test/neg"].Values),
            s_classNames);
    }

    private static LabelledTexts Alternate(ICollection<string> positive, ICollection<string> negative)
    {
        List<string> texts = [];
        List<int> labels = [];
        using IEnumerator<string> positives = positive.GetEnumerator(), negatives = negative.GetEnumerator();
        for (int i = 0; i < Math.Max(positive.Count, negative.Count); i++)
        {
            Add(positives, 1);
            Add(negatives, 0);
        }

        return new LabelledTexts(texts, [.. labels]);

        void Add(IEnumerator<string> reviews, int label)
        {
            if (!reviews.MoveNext())
                return;
            texts.Add(reviews.Current);
            labels.Add(label);
        }
    }
}
