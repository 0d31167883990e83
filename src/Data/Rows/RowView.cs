using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// Rows of inputs with their targets that stay where they are: a data set in another order, a part of it, or windows over a
/// series. A row is copied when it is needed, so shuffling and splitting cost an index a row.
/// </summary>
/// <typeparam name="TInput">Type of the input's elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
/// <typeparam name="TTarget">Type of the target's elements: <c>float</c> for values, <c>int</c> for labels.</typeparam>
public abstract class RowView<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private protected RowView(int count, int inputSize, int targetSize)
    {
        (Count, InputSize, TargetSize) = (count, inputSize, targetSize);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Input elements of one row.</summary>
    public int InputSize { get; }

    /// <summary>Target elements of one row.</summary>
    public int TargetSize { get; }

    /// <summary>Copies a row.</summary>
    /// <param name="row">Its index, from 0.</param>
    /// <param name="x">Gets the input: <see cref="InputSize"/> elements.</param>
    /// <param name="y">Gets the target: <see cref="TargetSize"/> elements.</param>
    /// <exception cref="ArgumentException">There is no such row, or a span is of another length.</exception>
    public void CopyRow(int row, Span<TInput> x, Span<TTarget> y)
    {
        CheckRow(row);
        if (x.Length != InputSize || y.Length != TargetSize)
        {
            throw new ArgumentException(
                $"x has {x.Length} and y {ShapeText.Count(y.Length, "element")}; a row has {InputSize} and {TargetSize}.");
        }

        Copy(row, x, y);
    }

    /// <summary>
    /// Batches for <c>Fit</c>: <c>model.Fit(rows.Batches(32, shuffleSeed: 1), optimizer, rows.Steps(32))</c>. The arrays
    /// are the same for each batch, filled anew; the last batch may be smaller.
    /// </summary>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="shuffleSeed">
    /// Null for the order of the rows; else each time the batches are enumerated, which <c>Fit</c> does once an epoch, the
    /// rows come in another order, determined by this number.
    /// </param>
    /// <param name="dropRemainder">Whether a last batch that is not full is left out, as stateful models want it.</param>
    public IEnumerable<(TInput[] X, TTarget[] Y)> Batches(int batchSize, int? shuffleSeed = null, bool dropRemainder = false)
    {
        int steps = Steps(batchSize, dropRemainder);
        return new RowBatches<TInput, TTarget>(this, Math.Min(batchSize, Count), steps, shuffleSeed);
    }

    /// <summary>Number of batches that hold all rows.</summary>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="dropRemainder">Whether a last batch that is not full does not count.</param>
    /// <exception cref="ArgumentException">There would be no batch.</exception>
    public int Steps(int batchSize, bool dropRemainder = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        (int whole, int rest) = Math.DivRem(Count, batchSize);
        int steps = rest > 0 && !dropRemainder ? whole + 1 : whole;
        return steps > 0
            ? steps
            : throw new ArgumentException($"{ShapeText.Count(Count, "row")} do not fill a batch of {batchSize}.", nameof(batchSize));
    }

    /// <summary>Copies all rows into a data set.</summary>
    public Dataset<TInput, TTarget> ToDataset()
    {
        TInput[] x = new TInput[(long)Count * InputSize];
        TTarget[] y = new TTarget[(long)Count * TargetSize];
        for (int row = 0; row < Count; row++)
            Copy(row, x.AsSpan(row * InputSize, InputSize), y.AsSpan(row * TargetSize, TargetSize));
        return Dataset.Create(x, y, Count);
    }

    /// <summary>Some of the rows, in any order and as often as asked.</summary>
    /// <param name="rows">Their indices.</param>
    /// <exception cref="ArgumentException">There is no such row, or none is asked for.</exception>
    public RowView<TInput, TTarget> Select(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException("No row is asked for.", nameof(rows));
        foreach (int row in rows)
            CheckRow(row);
        return Selected([.. rows]);
    }

    /// <summary>Rows that follow each other.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="count">Number of rows, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    public RowView<TInput, TTarget> Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (start < 0 || count > Count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"Rows {start} to {(long)start + count - 1} of {ShapeText.Count(Count, "row")}.");
        }

        return Selected([.. Enumerable.Range(start, count)]);
    }

    /// <summary>All rows in random order.</summary>
    /// <param name="seed">The same seed gives the same order on every machine.</param>
    public RowView<TInput, TTarget> Shuffle(int seed) => Selected(ShuffledOrder(seed, pass: 0));

    /// <summary>Cuts the rows in two, in their order: for a series, the past and what came after.</summary>
    /// <param name="fraction">Share of the first part, in (0, 1): it gets the nearest whole number of rows.</param>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public (RowView<TInput, TTarget> First, RowView<TInput, TTarget> Second) Split(double fraction)
    {
        int[][] parts = Splits.InOrder(Count, [fraction, 1 - fraction]);
        return (Selected(parts[0]), Selected(parts[1]));
    }

    /// <summary>Cuts the rows in three, in their order.</summary>
    /// <param name="train">Share of the rows to train with.</param>
    /// <param name="validation">Share of the rows to validate with; the rest is to test with.</param>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public (RowView<TInput, TTarget> Train, RowView<TInput, TTarget> Validation, RowView<TInput, TTarget> Test) Split(
        double train, double validation)
    {
        int[][] parts = Splits.InOrder(Count, [train, validation, 1 - train - validation]);
        return (Selected(parts[0]), Selected(parts[1]), Selected(parts[2]));
    }

    /// <summary>
    /// Cuts the rows in two at random so that each target is as frequent in both parts as in all rows (within two rows).
    /// </summary>
    /// <param name="fraction">Share of the first part, in (0, 1).</param>
    /// <param name="seed">The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public (RowView<TInput, TTarget> First, RowView<TInput, TTarget> Second) StratifiedSplit(double fraction, int seed)
    {
        int[][] parts = Splits.Stratified(Classes(), ShuffledOrder(seed, pass: 0), [fraction, 1 - fraction]);
        return (Selected(parts[0]), Selected(parts[1]));
    }

    /// <summary>
    /// Cuts the rows in three at random so that each target is as frequent in each part as in all rows (within two rows).
    /// </summary>
    /// <param name="train">Share of the rows to train with.</param>
    /// <param name="validation">Share of the rows to validate with; the rest is to test with.</param>
    /// <param name="seed">The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">A part would be empty.</exception>
    public (RowView<TInput, TTarget> Train, RowView<TInput, TTarget> Validation, RowView<TInput, TTarget> Test) StratifiedSplit(
        double train, double validation, int seed)
    {
        int[][] parts = Splits.Stratified(
            Classes(), ShuffledOrder(seed, pass: 0), [train, validation, 1 - train - validation]);
        return (Selected(parts[0]), Selected(parts[1]), Selected(parts[2]));
    }

    /// <summary>All rows in a random order; another one for each pass.</summary>
    internal int[] ShuffledOrder(int seed, int pass)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new RandomStream(seed, RandomPurpose.Data, step: pass).Shuffle(order);
        return order;
    }

    /// <summary>Copies a row that is there into spans of the right lengths.</summary>
    internal abstract void Copy(int row, Span<TInput> x, Span<TTarget> y);

    /// <summary>Rows that are there, in an order; the array is not copied.</summary>
    private protected virtual RowView<TInput, TTarget> Selected(int[] rows) => new SelectedRows<TInput, TTarget>(this, rows);

    /// <summary>A number for each row, the same for rows with equal targets.</summary>
    private int[] Classes()
    {
        TInput[] x = new TInput[InputSize];
        TTarget[] y = new TTarget[TargetSize];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[] classes = new int[Count];
        for (int row = 0; row < Count; row++)
        {
            Copy(row, x, y);
            string key = string.Join(' ', y.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value}")));
            if (!numbers.TryGetValue(key, out classes[row]))
                numbers[key] = classes[row] = numbers.Count;
        }

        return classes;
    }

    private void CheckRow(int row)
    {
        if ((uint)row >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {ShapeText.Count(Count, "row")}, numbered from 0.");
    }
}
