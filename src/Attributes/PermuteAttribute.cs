namespace RnnGen;

/// <summary>
/// Puts the axes of a sample in another order (Keras: <c>Permute</c>): <c>[Permute(2, 1)]</c> makes rows of columns and
/// columns of rows.
/// </summary>
/// <remarks>
/// <c>y[i₁, i₂, …] = x[…]</c> with axis k of y being axis <see cref="Dims"/>[k] of x: <c>Permute(2, 1)</c> gives
/// y[i, j] = x[j, i], <c>Permute(3, 1, 2)</c> gives y[c, h, w] = x[h, w, c]. Unlike <see cref="ReshapeAttribute"/> it moves
/// values. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PermuteAttribute : LayerAttribute
{
    /// <summary>Adds a permutation.</summary>
    /// <param name="dims">Each axis of a sample once, by its number from 1, in their new order; the batch axis has none.</param>
    public PermuteAttribute(params int[] dims) => Dims = dims;

    /// <summary>Each axis of a sample once, by its number from 1, in their new order (Keras: <c>dims</c>).</summary>
    public int[] Dims { get; }
}
