using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace RnnGen.Cells;

/// <summary>
/// A vector in the equations of a cell: the input of a timestep, a state, or what is computed from them. In a network it
/// has a row for each sample of the batch; here, where the method runs as ordinary C#, it has the values of one sample.
/// </summary>
/// <remarks>
/// All operators but the products with matrices work value by value: <c>f * c</c> is f ∘ c. Vectors do not change; each
/// operation gives a new one.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class Vector
{
    private readonly float[] _values;

    /// <summary>A vector of the given values.</summary>
    /// <param name="values">The values, which are copied.</param>
    public Vector(params ReadOnlySpan<float> values) => _values = values.ToArray();

    private Vector(float[] values) => _values = values;

    /// <summary>How many values it has.</summary>
    public int Length => _values.Length;

    /// <summary>One of its values.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> − 1.</param>
    public float this[int index] => _values[index];

    /// <summary>The values, without a copy.</summary>
    public ReadOnlySpan<float> AsSpan() => _values;

    /// <summary>A copy of the values.</summary>
    public float[] ToArray() => [.. _values];

    /// <summary>As messages name it.</summary>
    internal virtual string Description => $"a vector of {_values.Length}";

    /// <summary>A vector of zeros: a state before the first timestep.</summary>
    /// <param name="length">How many values it has, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static Vector Zeros(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new Vector(new float[length]);
    }

    /// <summary>A vector of the values of an array, which are copied.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public static implicit operator Vector(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Vector(values.AsSpan());
    }

    /// <summary>The sum.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">A vector of as many values.</param>
    /// <exception cref="ArgumentException">The vectors have unequal numbers of values.</exception>
    public static Vector operator +(Vector left, Vector right) => Zip("added to", left, right, (a, b) => a + b);

    /// <summary>The sum of each value and a number.</summary>
    /// <param name="vector">A vector.</param>
    /// <param name="number">A number.</param>
    public static Vector operator +(Vector vector, double number) => vector.Map(value => value + (float)number);

    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator +(double number, Vector vector) => vector.Map(value => (float)number + value);

    /// <summary>The difference.</summary>
    /// <inheritdoc cref="op_Addition(Vector, Vector)"/>
    public static Vector operator -(Vector left, Vector right) => Zip("reduced by", left, right, (a, b) => a - b);

    /// <summary>Each value less a number.</summary>
    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator -(Vector vector, double number) => vector.Map(value => value - (float)number);

    /// <summary>A number less each value.</summary>
    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator -(double number, Vector vector) => vector.Map(value => (float)number - value);

    /// <summary>The product value by value, ∘ in the equations.</summary>
    /// <inheritdoc cref="op_Addition(Vector, Vector)"/>
    public static Vector operator *(Vector left, Vector right) => Zip("multiplied by", left, right, (a, b) => a * b);

    /// <summary>The product of each value and a number.</summary>
    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator *(Vector vector, double number) => vector.Map(value => value * (float)number);

    /// <inheritdoc cref="op_Multiply(Vector, double)"/>
    public static Vector operator *(double number, Vector vector) => vector.Map(value => (float)number * value);

    /// <summary>The quotient value by value.</summary>
    /// <inheritdoc cref="op_Addition(Vector, Vector)"/>
    public static Vector operator /(Vector left, Vector right) => Zip("divided by", left, right, (a, b) => a / b);

    /// <summary>Each value divided by a number.</summary>
    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator /(Vector vector, double number) => vector.Map(value => value / (float)number);

    /// <summary>A number divided by each value.</summary>
    /// <inheritdoc cref="op_Addition(Vector, double)"/>
    public static Vector operator /(double number, Vector vector) => vector.Map(value => (float)number / value);

    /// <summary>The negative of each value.</summary>
    /// <param name="vector">A vector.</param>
    public static Vector operator -(Vector vector) => vector.Map(value => -value);

    /// <summary>The values in brackets, the first eight of them if there are more.</summary>
    public override string ToString()
    {
        const int Most = 8;
        string values = string.Join(", ", _values.Take(Most).Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));
        return _values.Length > Most ? $"[{values}, … {_values.Length} values]" : $"[{values}]";
    }

    /// <summary>The values of a tensor of one axis.</summary>
    private protected static float[] Flatten(ReadOnlyTensorSpan<float> values, string role, string? name)
    {
        if (values.Rank != 1)
            throw new ArgumentException($"A {role} has one axis, but {name ?? "the tensor given"} has {values.Rank}.", nameof(values));
        float[] copy = new float[values.FlattenedLength];
        values.FlattenTo(copy);
        return copy;
    }

    /// <summary>A function of each value.</summary>
    internal Vector Map(Func<float, float> function) => new(Array.ConvertAll(_values, value => function(value)));

    /// <summary>A function of the values of two vectors at the same places; the verb is for the message: "added to".</summary>
    internal static Vector Zip(string verb, Vector left, Vector right, Func<float, float, float> function)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException(
                $"{Capitalized(left.Description)} values cannot be {verb} {right.Description} values: both need as many.");
        }

        return new Vector([.. left._values.Zip(right._values, function)]);
    }

    /// <summary>A phrase as the beginning of a sentence.</summary>
    internal static string Capitalized(string phrase) => char.ToUpperInvariant(phrase[0]) + phrase[1..];
}
