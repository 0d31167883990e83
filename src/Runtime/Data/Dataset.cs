namespace RnnGen;

/// <summary>Makes data sets without spelling out their types.</summary>
public static class Dataset
{
    /// <summary>Makes a data set of rows that lie one after the other; nothing is copied.</summary>
    /// <typeparam name="TInput">Type of the input's elements.</typeparam>
    /// <typeparam name="TTarget">Type of the target's elements.</typeparam>
    /// <param name="x">The inputs of all rows.</param>
    /// <param name="y">The targets of all rows.</param>
    /// <param name="count">Number of rows, positive.</param>
    /// <exception cref="ArgumentException">x or y is not a whole number of values for each row.</exception>
    public static Dataset<TInput, TTarget> Create<TInput, TTarget>(TInput[] x, TTarget[] y, int count)
        where TInput : unmanaged
        where TTarget : unmanaged
        => new(x, y, count);

    /// <inheritdoc cref="Create{TInput, TTarget}(TInput[], TTarget[], int)"/>
    public static Dataset<TInput, TTarget> Create<TInput, TTarget>(
        ReadOnlyMemory<TInput> x, ReadOnlyMemory<TTarget> y, int count)
        where TInput : unmanaged
        where TTarget : unmanaged
        => new(x, y, count);

    /// <summary>Where data sets and views are cut: at the nearest row, whatever a product of fractions is rounded to.</summary>
    internal static double NearestRow(double row) => Math.Round(row, MidpointRounding.AwayFromZero);
}
