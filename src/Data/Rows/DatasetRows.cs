namespace RnnGen.Data;

/// <summary>The rows of a data set.</summary>
internal sealed class DatasetRows<TInput, TTarget>(Dataset<TInput, TTarget> data)
    : RowView<TInput, TTarget>(data.Count, data.InputSize, data.TargetSize)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    internal override void Copy(int row, Span<TInput> x, Span<TTarget> y)
    {
        data.X.Span.Slice(row * InputSize, InputSize).CopyTo(x);
        data.Y.Span.Slice(row * TargetSize, TargetSize).CopyTo(y);
    }
}
