using System.Buffers.Binary;
using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// Reads IDX, the format of MNIST: two zero bytes, a byte for the type, a byte for the number of axes, the length of each
/// axis and the numbers, all big-endian.
/// </summary>
public static class Idx
{
    /// <summary>Reads a file, compressed with gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">The file is not IDX, is damaged or cut off.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static NumericArray Read(string path)
    {
        using DataReader reader = DataReader.Open(path);
        return Read(reader);
    }

    /// <summary>Reads a file that must have a certain type and number of axes.</summary>
    internal static NumericArray Read(string path, NumericType type, int axes)
    {
        NumericArray array = Read(path);
        return array.Type == type && array.Shape.Count == axes
            ? array
            : throw new DataFormatException(
                path,
                $"numbers of type {array.Type} and shape {ShapeText.Tuple([.. array.Shape])}",
                $"{type} and {axes} {(axes == 1 ? "axis" : "axes")}",
                offset: 2);
    }

    private static NumericArray Read(DataReader reader)
    {
        Span<byte> start = stackalloc byte[4];
        reader.Read(start, "the magic number");
        if (start[0] != 0 || start[1] != 0 || TypeOf(start[2]) is not NumericType type || start[3] == 0)
        {
            uint magic = BinaryPrimitives.ReadUInt32BigEndian(start);
            throw reader.Damaged(
                $"the magic number 0x{magic.ToString("X8", CultureInfo.InvariantCulture)}",
                "that of an IDX file (0x00000803 for images, 0x00000801 for labels)",
                offset: 0);
        }

        int[] shape = new int[start[3]];
        int size = NumericArray.SizeOf(type);
        long bytes = size;
        Span<byte> axis = stackalloc byte[4];
        for (int i = 0; i < shape.Length; i++)
        {
            long offset = reader.Position;
            reader.Read(axis, "the length of an axis");
            uint length = BinaryPrimitives.ReadUInt32BigEndian(axis);

            // Each factor fits an int, so the product cannot overflow before it is found too large.
            bytes *= Math.Min(length, int.MaxValue);
            if (length > int.MaxValue || bytes > Array.MaxLength)
            {
                throw reader.Damaged(
                    string.Create(CultureInfo.InvariantCulture, $"a length of {length:N0} for axis {i}"),
                    $"at most {DataReader.Count(Array.MaxLength)} in all",
                    offset);
            }

            shape[i] = (int)length;
        }

        byte[] numbers = reader.ReadBlock(bytes, $"numbers for the shape {ShapeText.Tuple(shape)}");
        reader.ExpectEnd();
        NumericArray.ToMachineOrder(numbers, size, littleEndian: false);
        return new NumericArray(type, shape, numbers);
    }

    private static NumericType? TypeOf(byte code) => code switch
    {
        0x08 => NumericType.UInt8,
        0x09 => NumericType.Int8,
        0x0B => NumericType.Int16,
        0x0C => NumericType.Int32,
        0x0D => NumericType.Float32,
        0x0E => NumericType.Float64,
        _ => null,
    };
}
