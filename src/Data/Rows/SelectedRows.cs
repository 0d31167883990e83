namespace RnnGen.Data;

/// <summary>Rows of another view, by their indices.</summary>
internal sealed class SelectedRows<TInput, TTarget>(RowView<TInput, TTarget> source, int[] rows)
    : RowView<TInput, TTarget>(rows.Length, source.InputSize, source.TargetSize)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    internal override void Copy(int row, Span<TInput> x, Span<TTarget> y) => source.Copy(rows[row], x, y);

    private protected override RowView<TInput, TTarget> Selected(int[] chosen)
        => new SelectedRows<TInput, TTarget>(source, Array.ConvertAll(chosen, row => rows[row]));
}
