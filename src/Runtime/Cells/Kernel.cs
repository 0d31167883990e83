using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnGen.Cells;

/// <summary>The weights of a cell that multiply its input, (features, units): <c>x * W</c>.</summary>
/// <remarks>Starts Glorot uniform, unless <see cref="InitializeAttribute"/> says otherwise.</remarks>
public sealed class Kernel : Matrix
{
    /// <summary>A copy of a matrix: of a model's weights, as <c>new Kernel(model.Rnn.W)</c>.</summary>
    /// <param name="values">(features, units).</param>
    /// <param name="name">Its name in messages; the compiler fills in what is written for <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes than two.</exception>
    public Kernel(ReadOnlyTensorSpan<float> values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(values, name)
    {
    }

    /// <inheritdoc cref="Kernel(ReadOnlyTensorSpan{float}, string?)"/>
    public Kernel(float[,] values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(new ReadOnlyTensorSpan<float>(values), name)
    {
    }
}
