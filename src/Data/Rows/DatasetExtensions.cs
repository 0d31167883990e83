namespace RnnGen.Data;

/// <summary>Ways from a data set to views of its rows.</summary>
public static class DatasetExtensions
{
    /// <summary>The rows of a data set, to be shuffled, split or selected without copying them.</summary>
    /// <typeparam name="TInput">Type of the input's elements.</typeparam>
    /// <typeparam name="TTarget">Type of the target's elements.</typeparam>
    /// <param name="data">The data set.</param>
    public static RowView<TInput, TTarget> AsRows<TInput, TTarget>(this Dataset<TInput, TTarget> data)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        return new DatasetRows<TInput, TTarget>(data);
    }
}
