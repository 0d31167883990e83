namespace RnnGen;

/// <summary>Rows of inputs with their targets. It is a view of the caller's arrays: slices and splits copy nothing.</summary>
/// <typeparam name="TInput">Type of the input's elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
/// <typeparam name="TTarget">Type of the target's elements: <c>float</c> for values, <c>int</c> for labels.</typeparam>
public sealed class Dataset<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Makes a data set of rows that lie one after the other; nothing is copied.</summary>
    /// <param name="x">The inputs of all rows (an array, or a part of one).</param>
    /// <param name="y">The targets of all rows.</param>
    /// <param name="count">Number of rows, positive.</param>
    /// <exception cref="ArgumentException">x or y is not a whole number of values for each row.</exception>
    public Dataset(ReadOnlyMemory<TInput> x, ReadOnlyMemory<TTarget> y, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        InputSize = RowSize(x.Length, count, nameof(x));
        TargetSize = RowSize(y.Length, count, nameof(y));
        X = x;
        Y = y;
        Count = count;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Input elements of one row.</summary>
    public int InputSize { get; }

    /// <summary>Target elements of one row.</summary>
    public int TargetSize { get; }

    /// <summary>The inputs, row after row.</summary>
    public ReadOnlyMemory<TInput> X { get; }

    /// <summary>The targets, row after row.</summary>
    public ReadOnlyMemory<TTarget> Y { get; }

    /// <summary>Some of the rows, without copying.</summary>
    /// <param name="start">Index of the first row.</param>
    /// <param name="count">Number of rows, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all within the data set.</exception>
    public Dataset<TInput, TTarget> Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (count > Count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"Rows {start} to {(long)start + count - 1} of a data set of {Count} rows.");
        }

        return new Dataset<TInput, TTarget>(
            X.Slice(start * InputSize, count * InputSize), Y.Slice(start * TargetSize, count * TargetSize), count);
    }

    /// <summary>Cuts the rows in two, without copying or changing their order.</summary>
    /// <param name="fraction">Share of the first part, in (0, 1): it gets the nearest whole number of rows.</param>
    /// <returns>The first rows and the remaining rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    public (Dataset<TInput, TTarget> First, Dataset<TInput, TTarget> Second) Split(double fraction)
    {
        double first = Dataset.NearestRow(Count * fraction);
        if (!(first >= 1 && first < Count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                $"The first {first} of {ShapeText.Count(Count, "row")}: one of the two parts would be empty.");
        }

        return (Slice(0, (int)first), Slice((int)first, Count - (int)first));
    }

    private static int RowSize(int length, int count, string name)
    {
        (int size, int rest) = Math.DivRem(length, count);
        return rest == 0 && size > 0
            ? size
            : throw new ArgumentException(
                $"{name} has {ShapeText.Count(length, "value")}, which is not a whole number for each of "
                + $"{ShapeText.Count(count, "row")}.",
                name);
    }
}
