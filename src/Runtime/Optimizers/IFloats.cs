using System.Numerics;
using System.Runtime.Intrinsics;

namespace RnnGen;

/// <summary>
/// A vector of floats, so that an optimizer's formula is written once for all widths. Its operations are those of
/// <see cref="Vector512{T}"/>, element by element.
/// </summary>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    /// <summary>Number of floats.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(ref float source, nuint index);

    void Store(ref float target, nuint index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator +(TSelf left, float right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, float right);

    static abstract TSelf operator *(float left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, float right);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Max(TSelf left, TSelf right);
}

/// <summary>512 bits, where the machine has them: twice the roots and quotients of <see cref="VectorFloats"/> in the same time.</summary>
internal readonly struct WideFloats(Vector512<float> value) : IFloats<WideFloats>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    public static WideFloats Load(ref float source, nuint index) => new(Vector512.LoadUnsafe(ref source, index));

    public void Store(ref float target, nuint index) => _value.StoreUnsafe(ref target, index);

    public static WideFloats operator +(WideFloats left, WideFloats right) => new(left._value + right._value);

    public static WideFloats operator +(WideFloats left, float right) => new(left._value + Vector512.Create(right));

    public static WideFloats operator -(WideFloats left, WideFloats right) => new(left._value - right._value);

    public static WideFloats operator *(WideFloats left, WideFloats right) => new(left._value * right._value);

    public static WideFloats operator *(WideFloats left, float right) => new(left._value * right);

    public static WideFloats operator *(float left, WideFloats right) => right * left;

    public static WideFloats operator /(WideFloats left, WideFloats right) => new(left._value / right._value);

    public static WideFloats operator /(WideFloats left, float right) => new(left._value / right);

    public static WideFloats Sqrt(WideFloats value) => new(Vector512.Sqrt(value._value));

    public static WideFloats Abs(WideFloats value) => new(Vector512.Abs(value._value));

    public static WideFloats Max(WideFloats left, WideFloats right) => new(Vector512.Max(left._value, right._value));
}

/// <summary>The width of <see cref="Vector{T}"/>: that of the machine, up to 256 bits.</summary>
internal readonly struct VectorFloats(Vector<float> value) : IFloats<VectorFloats>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    public static VectorFloats Load(ref float source, nuint index) => new(Vector.LoadUnsafe(ref source, index));

    public void Store(ref float target, nuint index) => _value.StoreUnsafe(ref target, index);

    public static VectorFloats operator +(VectorFloats left, VectorFloats right) => new(left._value + right._value);

    public static VectorFloats operator +(VectorFloats left, float right) => new(left._value + new Vector<float>(right));

    public static VectorFloats operator -(VectorFloats left, VectorFloats right) => new(left._value - right._value);

    public static VectorFloats operator *(VectorFloats left, VectorFloats right) => new(left._value * right._value);

    public static VectorFloats operator *(VectorFloats left, float right) => new(left._value * right);

    public static VectorFloats operator *(float left, VectorFloats right) => right * left;

    public static VectorFloats operator /(VectorFloats left, VectorFloats right) => new(left._value / right._value);

    public static VectorFloats operator /(VectorFloats left, float right) => new(left._value / right);

    public static VectorFloats Sqrt(VectorFloats value) => new(Vector.SquareRoot(value._value));

    public static VectorFloats Abs(VectorFloats value) => new(Vector.Abs(value._value));

    public static VectorFloats Max(VectorFloats left, VectorFloats right) => new(Vector.Max(left._value, right._value));
}
