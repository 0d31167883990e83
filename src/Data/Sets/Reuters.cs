namespace RnnGen.Data;

/// <summary>
/// Reuters-21578: newswire articles with one topic each, such as the 6,532 to train with and 2,568 to test with of the 52
/// topics known as R52. The file is a table without header, <c>r52.tsv</c> or <c>r52.tsv.gz</c>, whose columns are
/// <c>train</c> or <c>test</c>, the article's number, its topic, and its text. The collection is for research only, so there
/// is no download; and Keras' <c>reuters</c> is another selection of it (46 topics).
/// </summary>
public static class Reuters
{
    private static readonly NamedSet s_set = new("Reuters-21578", "reuters-21578", new FileGroup("r52.tsv"))
    {
        Note = "a row for each article: train or test, its number, its topic, its text, with tabs between",
    };

    /// <summary>Loads the data set. Labels number the topics in ordinal order.</summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">Its file is damaged.</exception>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    public static TextSet Load(DataOptions? options = null)
    {
        string path = s_set.Find(options).Paths[0];
        TextTable table = TextTable.Read(path, TableOptions.Tsv with { Header = false });
        if (table.ColumnCount != 4)
        {
            throw new DataFormatException(
                path, ShapeText.Count(table.ColumnCount, "column"), "4: train or test, number, topic, text", line: 1);
        }

        (int[] labels, string[] topics) = table[2].ToLabels();
        string[] splits = table[0].ToStrings(), texts = table[3].ToStrings();
        int wrong = Array.FindIndex(splits, split => split is not ("train" or "test"));
        return wrong < 0
            ? new TextSet(Part("train"), Part("test"), topics)
            : throw table.Unexpected(wrong, 0, "train or test");

        LabelledTexts Part(string name)
        {
            int[] rows = [.. Enumerable.Range(0, splits.Length).Where(row => splits[row] == name)];
            return rows.Length > 0
                ? new LabelledTexts(Array.ConvertAll(rows, row => texts[row]), Array.ConvertAll(rows, row => labels[row]))
                : throw new DataFormatException(path, $"no rows of {name}", "rows of train and of test");
        }
    }
}
