using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnGen.Cells;

/// <summary>Weights of a cell that are added to a vector, (units): <c>x * W + b</c>.</summary>
/// <remarks>Starts with zeros, unless <see cref="InitializeAttribute"/> says otherwise. In equations it is a vector as any other.</remarks>
public sealed class Bias : Vector
{
    private readonly string? _name;

    /// <summary>A copy of a vector: of a model's weights, as <c>new Bias(model.Rnn.B)</c>.</summary>
    /// <param name="values">(units).</param>
    /// <param name="name">Its name in messages; the compiler fills in what is written for <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The tensor has another number of axes than one.</exception>
    public Bias(ReadOnlyTensorSpan<float> values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(Flatten(values, nameof(Bias), name)) => _name = name;

    /// <inheritdoc cref="Bias(ReadOnlyTensorSpan{float}, string?)"/>
    public Bias(float[] values, [CallerArgumentExpression(nameof(values))] string? name = null)
        : base(values.AsSpan()) => _name = name;

    internal override string Description => $"Bias{(_name is null ? "" : " " + _name)} of {Length}";
}
