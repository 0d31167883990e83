using System.Diagnostics;
using System.Numerics.Tensors;

namespace RnnGen.Cells;

/// <summary>A matrix of weights that a cell multiplies vectors with.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Matrix
{
    private readonly float[] _values;
    private readonly string? _name;

    private protected Matrix(ReadOnlyTensorSpan<float> values, string? name)
    {
        if (values.Rank != 2)
            throw new ArgumentException($"A {GetType().Name} has two axes, but {name ?? "the tensor given"} has {values.Rank}.", nameof(values));
        (Rows, Columns, _name) = ((int)values.Lengths[0], (int)values.Lengths[1], name);
        _values = new float[values.FlattenedLength];
        values.FlattenTo(_values);
    }

    /// <summary>Length of the vectors it multiplies.</summary>
    public int Rows { get; }

    /// <summary>Length of the products.</summary>
    public int Columns { get; }

    /// <summary>One of its values.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">From 0 to <see cref="Columns"/> − 1.</param>
    public float this[int row, int column] => _values[row * Columns + column];

    /// <summary>The product of a row vector and a matrix, x·W in the equations.</summary>
    /// <param name="vector">A vector of as many values as the matrix has rows.</param>
    /// <param name="matrix">A kernel.</param>
    /// <exception cref="ArgumentException">The vector has another number of values.</exception>
    public static Vector operator *(Vector vector, Matrix matrix)
    {
        ArgumentNullException.ThrowIfNull(vector);
        ArgumentNullException.ThrowIfNull(matrix);
        if (vector.Length != matrix.Rows)
        {
            throw new ArgumentException(
                $"{Vector.Capitalized(vector.Description)} values cannot be multiplied by {matrix}, which takes vectors of {matrix.Rows}.");
        }

        float[] product = new float[matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                product[column] += vector[row] * matrix[row, column];
        }

        return product;
    }

    /// <summary>What it is, its name if it has one, and its size: <c>Kernel Wx (28 × 64)</c>.</summary>
    public override string ToString() => $"{GetType().Name}{(_name is null ? "" : " " + _name)} ({Rows} × {Columns})";
}
