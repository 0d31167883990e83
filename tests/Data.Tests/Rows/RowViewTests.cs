using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Rows;

public sealed class RowViewTests
{
    /// <summary>Row i is (10·i, 10·i + 1) with target i mod 3.</summary>
    private static readonly Dataset<float, int> s_data = Data(10, row => row % 3);

    [Fact]
    public void Shuffling_keeps_inputs_and_targets_together()
    {
        RowView<float, int> shuffled = s_data.AsRows().Shuffle(seed: 1);
        Dataset<float, int> copy = shuffled.ToDataset();

        Assert.Equal(10, shuffled.Count);
        Assert.NotEqual(s_data.X.ToArray(), copy.X.ToArray());
        int[] rows = Rows(copy);
        Assert.Equal(Enumerable.Range(0, 10), rows.Order());
        Assert.Equal(rows.Select(row => row % 3), copy.Y.ToArray());
        Assert.Equal(rows, Rows(s_data.AsRows().Shuffle(1).ToDataset()));
        Assert.NotEqual(rows, Rows(s_data.AsRows().Shuffle(2).ToDataset()));
        Assert.Equal(rows[4..7], Rows(shuffled.Slice(4, 3).ToDataset()));
    }

    [Fact]
    public void Rows_are_selected_as_often_as_asked()
    {
        RowView<float, int> rows = s_data.AsRows().Select([3, 3, 0]);
        Assert.Equal([3, 3, 0], Rows(rows.ToDataset()));
        Assert.Equal([0, 3], Rows(rows.Select([2, 1]).ToDataset()));

        float[] x = new float[2];
        int[] y = new int[1];
        rows.CopyRow(2, x, y);
        Assert.Equal([0f, 1], x);
        Assert.Equal([0], y);
    }

    [Fact]
    public void Parts_follow_each_other()
    {
        (RowView<float, int> train, RowView<float, int> validation, RowView<float, int> test) = s_data.AsRows().Split(0.6, 0.15);
        Assert.Equal([0, 1, 2, 3, 4, 5], Rows(train.ToDataset()));
        Assert.Equal([6, 7], Rows(validation.ToDataset()));
        Assert.Equal([8, 9], Rows(test.ToDataset()));
        (RowView<float, int> first, RowView<float, int> second) = s_data.AsRows().Split(0.25);
        Assert.Equal((3, 7), (first.Count, second.Count));
    }

    [Fact]
    public void Stratified_parts_have_every_row_once_and_every_class_in_proportion() => Properties.Check(
        from classes in Gen.Choose(1, 4)
        from labels in Gen.Choose(0, 3).NonEmptyListOf()
        from seed in Gen.Choose(0, 1000)
        select (labels: labels.Concat(Enumerable.Repeat(0, 12)).Select(label => label % classes).ToArray(), seed),
        test =>
        {
            RowView<float, int> rows = Data(test.labels.Length, row => test.labels[row]).AsRows();
            double[] shares = [0.6, 0.25, 0.15];
            var (train, validation, rest) = rows.StratifiedSplit(0.6, 0.25, test.seed);
            Dataset<float, int>[] parts = [train.ToDataset(), validation.ToDataset(), rest.ToDataset()];

            Assert.Equal(Enumerable.Range(0, test.labels.Length), parts.SelectMany(Rows).Order());
            foreach (IGrouping<int, int> label in test.labels.GroupBy(label => label))
            {
                for (int part = 0; part < parts.Length; part++)
                {
                    double wanted = label.Count() * shares[part];
                    int found = parts[part].Y.ToArray().Count(target => target == label.Key);
                    Assert.InRange(found, wanted - 2, wanted + 2);
                }
            }
        });

    [Fact]
    public void Large_classes_are_cut_exactly()
    {
        RowView<float, int> rows = Data(1000, row => row < 900 ? 0 : 1).AsRows();
        (RowView<float, int> train, RowView<float, int> test) = rows.StratifiedSplit(0.8, seed: 3);
        Assert.Equal((800, 80), (train.Count, train.ToDataset().Y.ToArray().Sum()));
        Assert.Equal((200, 20), (test.Count, test.ToDataset().Y.ToArray().Sum()));
        Assert.NotEqual(Rows(train.ToDataset()).Order(), Rows(train.ToDataset()));
    }

    [Fact]
    public void One_hot_targets_are_classes_too()
    {
        Dataset<float, float> data = Dataset.Create(new float[40], Preprocess.OneHot([.. Enumerable.Range(0, 40).Select(row => row % 2)]), 40);
        (RowView<float, float> train, _) = data.AsRows().StratifiedSplit(0.5, seed: 0);
        Assert.Equal(10, train.ToDataset().Y.ToArray().Where((_, i) => i % 2 == 0).Sum());
    }

    [Fact]
    public void Batches_hold_all_rows_and_are_shuffled_anew_in_each_pass()
    {
        RowView<float, int> rows = s_data.AsRows();
        IEnumerable<(float[] X, int[] Y)> batches = rows.Batches(4, shuffleSeed: 7);
        int[] first = Pass(batches), second = Pass(batches);
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(first, Pass(rows.Batches(4, shuffleSeed: 7)));
        Assert.Equal(Enumerable.Range(0, 10), Pass(rows.Batches(4)));
        Assert.Equal([4, 4, 2], rows.Batches(4).Select(batch => batch.Y.Length));
        Assert.Equal([4, 4], rows.Batches(4, dropRemainder: true).Select(batch => batch.Y.Length));
        Assert.Equal([10], rows.Batches(int.MaxValue).Select(batch => batch.Y.Length));
        Assert.Equal((3, 2, 1), (rows.Steps(4), rows.Steps(4, dropRemainder: true), rows.Steps(99)));

        static int[] Pass(IEnumerable<(float[] X, int[] Y)> batches) => [.. batches.SelectMany(batch => batch.X.Where((_, i) => i % 2 == 0).ToArray()).Select(value => (int)value / 10)];
    }

    [Fact]
    public void Batches_allocate_their_buffers_once()
    {
        RowView<float, int> rows = Data(10_000, row => row % 3).AsRows().Shuffle(1);
        foreach (var _ in rows.Batches(10))
        {
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var _ in rows.Batches(10))
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        RowView<float, int> rows = s_data.AsRows();
        Assert.Contains("Rows -1 to 1 of 10 rows.", Message(() => rows.Slice(-1, 3)), StringComparison.Ordinal);
        Assert.Contains("Rows 8 to 10 of 10 rows.", Message(() => rows.Slice(8, 3)), StringComparison.Ordinal);
        Assert.Contains("There are 10 rows, numbered from 0.", Message(() => rows.Select([10])), StringComparison.Ordinal);
        Assert.Contains("No row is asked for.", Message(() => rows.Select([])), StringComparison.Ordinal);
        Assert.Contains("10 rows in parts of 1 %, 99 %: each part must have a row.", Message(() => rows.Split(0.01)), StringComparison.Ordinal);
        Assert.Contains("each part must have a row.", Message(() => rows.Split(0.8, 0.3)), StringComparison.Ordinal);
        Assert.Contains("each part must have a row.", Message(() => rows.StratifiedSplit(double.NaN, 1)), StringComparison.Ordinal);
        Assert.Contains("10 rows do not fill a batch of 11.", Message(() => rows.Batches(11, dropRemainder: true)), StringComparison.Ordinal);
        Assert.Contains("a row has 2 and 1", Message(() => Copy(new float[3], new int[1])), StringComparison.Ordinal);
        Assert.Contains("a row has 2 and 1", Message(() => Copy(new float[2], new int[2])), StringComparison.Ordinal);

        object Copy(float[] x, int[] y)
        {
            rows.CopyRow(0, x, y);
            return rows;
        }

        static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
    }

    private static Dataset<float, int> Data(int count, Func<int, int> target) => Dataset.Create(
        [.. Enumerable.Range(0, count).SelectMany(row => new[] { 10f * row, (10f * row) + 1 })],
        [.. Enumerable.Range(0, count).Select(target)],
        count);

    private static int[] Rows(Dataset<float, int> data)
        => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.X.Span[2 * row] / 10)];
}
