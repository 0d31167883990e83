using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnGen.Data;

/// <summary>
/// Numbers of one type with a shape, as a file holds them; the last axis varies fastest. <see cref="ToSingle"/> and its
/// siblings give them as the type that is needed.
/// </summary>
public sealed class NumericArray
{
    private readonly byte[] _bytes;
    private readonly int[] _shape;

    /// <param name="type">Type of the numbers.</param>
    /// <param name="shape">Their shape; its product times the type's size is the length of the bytes.</param>
    /// <param name="bytes">The numbers, in the order of bytes of this machine. They are not copied.</param>
    internal NumericArray(NumericType type, int[] shape, byte[] bytes)
    {
        (Type, _shape, _bytes) = (type, shape, bytes);
        Length = bytes.Length / SizeOf(type);
    }

    /// <summary>Type of the numbers.</summary>
    public NumericType Type { get; }

    /// <summary>Length of each axis; empty for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    /// <summary>The numbers themselves, without copying.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">They are of another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
        => TypeOf<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(_bytes)
            : throw new InvalidOperationException(
                $"The array holds {Type}, not {typeof(T).Name}. ToSingle, ToDouble, ToInt32 and ToInt64 convert.");

    /// <summary>The numbers as <c>float</c>, each rounded to the nearest; a copy.</summary>
    public float[] ToSingle() => Convert<float>();

    /// <summary>Writes floating-point numbers as <c>float</c>, each rounded to the nearest.</summary>
    /// <param name="values">As many as there are numbers.</param>
    internal void CopyTo(Span<float> values)
    {
        switch (Type)
        {
            case NumericType.Float16:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, Half>(_bytes), values);
                break;
            case NumericType.Float64:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(_bytes), values);
                break;
            default:
                AsSpan<float>().CopyTo(values);
                break;
        }
    }

    /// <summary>The numbers as <c>double</c>; a copy.</summary>
    public double[] ToDouble() => Convert<double>();

    /// <summary>The numbers as <c>int</c>, for labels and tokens; a copy.</summary>
    /// <exception cref="InvalidOperationException">One of them is not a whole number in the range of <c>int</c>.</exception>
    public int[] ToInt32() => Convert<int>();

    /// <summary>The numbers as <c>long</c>; a copy.</summary>
    /// <exception cref="InvalidOperationException">One of them is not a whole number in the range of <c>long</c>.</exception>
    public long[] ToInt64() => Convert<long>();

    /// <summary>Bytes of one number.</summary>
    internal static int SizeOf(NumericType type) => type switch
    {
        NumericType.Boolean or NumericType.UInt8 or NumericType.Int8 => 1,
        NumericType.UInt16 or NumericType.Int16 or NumericType.Float16 => 2,
        NumericType.UInt32 or NumericType.Int32 or NumericType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Turns numbers around in place if they came in the other order of bytes than this machine's.</summary>
    internal static void ToMachineOrder(Span<byte> bytes, int size, bool littleEndian)
    {
        if (littleEndian == BitConverter.IsLittleEndian)
            return;

        switch (size)
        {
            case 2:
                Span<ushort> twos = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                Span<uint> fours = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            case 8:
                Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
            default:
                break;
        }
    }

    private static NumericType? TypeOf<T>() => default(T) switch
    {
        bool => NumericType.Boolean,
        byte => NumericType.UInt8,
        sbyte => NumericType.Int8,
        ushort => NumericType.UInt16,
        short => NumericType.Int16,
        uint => NumericType.UInt32,
        int => NumericType.Int32,
        ulong => NumericType.UInt64,
        long => NumericType.Int64,
        Half => NumericType.Float16,
        float => NumericType.Float32,
        double => NumericType.Float64,
        _ => null,
    };

    private T[] Convert<T>()
        where T : unmanaged, INumber<T> => Type switch
    {
        NumericType.Boolean or NumericType.UInt8 => Convert<byte, T>(),
        NumericType.Int8 => Convert<sbyte, T>(),
        NumericType.UInt16 => Convert<ushort, T>(),
        NumericType.Int16 => Convert<short, T>(),
        NumericType.UInt32 => Convert<uint, T>(),
        NumericType.Int32 => Convert<int, T>(),
        NumericType.UInt64 => Convert<ulong, T>(),
        NumericType.Int64 => Convert<long, T>(),
        NumericType.Float16 => Convert<Half, T>(),
        NumericType.Float32 => Convert<float, T>(),
        _ => Convert<double, T>(),
    };

    private TTo[] Convert<TFrom, TTo>()
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        ReadOnlySpan<TFrom> from = MemoryMarshal.Cast<byte, TFrom>(_bytes);
        TTo[] to = new TTo[from.Length];
        if (typeof(TTo) == typeof(float) || typeof(TTo) == typeof(double))
        {
            TensorPrimitives.ConvertTruncating(from, to);
            return to;
        }

        for (int i = 0; i < from.Length; i++)
        {
            try
            {
                to[i] = TFrom.IsInteger(from[i]) ? TTo.CreateChecked(from[i]) : throw new OverflowException();
            }
            catch (OverflowException)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Number {i} of the array is {from[i]}, which is not a whole number in the range of {typeof(TTo).Name}."));
            }
        }

        return to;
    }
}
