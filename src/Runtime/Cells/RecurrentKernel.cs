using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnGen.Cells;

/// <summary>The weights of a cell that multiply its state, (units, units): <c>h * U</c>.</summary>
/// <remarks>Starts orthogonal, unless <see cref="InitializeAttribute"/> says otherwise.</remarks>
public sealed class RecurrentKernel : Matrix
{
    /// <summary>A copy of a matrix: of a model's weights, as <c>new RecurrentKernel(model.Rnn.W)</c>.</summary>
    /// <param name="values">(units, units).</param>
    /// <param name="name">Its name in messages; the compiler fills in what is written for <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes than two.</exception>
    public RecurrentKernel(ReadOnlyTensorSpan<float> values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(values, name)
    {
    }

    /// <inheritdoc cref="RecurrentKernel(ReadOnlyTensorSpan{float}, string?)"/>
    public RecurrentKernel(float[,] values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(new ReadOnlyTensorSpan<float>(values), name)
    {
    }
}
