using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnGen.Cells;

/// <summary>Weights of a cell that multiply its state value by value, (units): <c>c * P</c>. It is a recurrent kernel with zeros off
/// its diagonal, which is not stored: the peepholes of an LSTM, for example.</summary>
/// <remarks>Starts Glorot uniform, unless <see cref="InitializeAttribute"/> says otherwise. In equations it is a vector as any other.</remarks>
public sealed class DiagonalKernel : Vector
{
    private readonly string? _name;

    /// <summary>A copy of a vector: of a model's weights, as <c>new DiagonalKernel(model.Rnn.P)</c>.</summary>
    /// <param name="values">(units).</param>
    /// <param name="name">Its name in messages; the compiler fills in what is written for <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes than one.</exception>
    public DiagonalKernel(ReadOnlyTensorSpan<float> values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(Flatten(values, nameof(DiagonalKernel), name)) => _name = name;

    /// <inheritdoc cref="DiagonalKernel(ReadOnlyTensorSpan{float}, string?)"/>
    public DiagonalKernel(float[] values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(values.AsSpan()) => _name = name;

    internal override string Description => $"DiagonalKernel{(_name is null ? "" : " " + _name)} of {Length}";
}
