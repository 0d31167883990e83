using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RnnGen.Data;

/// <summary>Reads the content of an .npy file: what it is at once, the numbers when they are asked for.</summary>
internal sealed class NpyReader
{
    /// <summary>Far more than the header of an array of numbers has.</summary>
    private const int LongestHeader = 1 << 16;

    private readonly DataReader _reader;
    private readonly long _headerOffset;
    private readonly bool _littleEndian;
    private readonly bool _fortranOrder;

    /// <exception cref="DataFormatException">It is not .npy, or its array is not one of numbers.</exception>
    public NpyReader(DataReader reader)
    {
        _reader = reader;
        Span<byte> start = stackalloc byte[8];
        reader.Read(start, "the magic string and version");
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw reader.Damaged("another magic string", "\\x93NUMPY", 0);
        if (start[6] is < 1 or > 3)
            throw reader.Damaged($"version {start[6]}.{start[7]}", "1.0, 2.0 or 3.0", 6);

        Span<byte> length = stackalloc byte[4];
        length.Clear();
        reader.Read(start[6] == 1 ? length[..2] : length, "the length of the header");
        uint headerLength = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (headerLength > LongestHeader)
        {
            throw reader.Damaged(
                $"a header of {DataReader.Count(headerLength)}", $"at most {DataReader.Count(LongestHeader)}", 8);
        }

        _headerOffset = reader.Position;
        NpyHeader header = new(reader, Encoding.Latin1.GetString(reader.ReadBlock(headerLength, "the header")), _headerOffset);
        if (TypeOf(header.Type) is not NumericType type)
        {
            bool objects = header.Type.Contains('O', StringComparison.Ordinal);
            string found = objects ? "Python objects (pickled)" : $"elements of type '{header.Type}'";
            throw reader.Damaged(found, "numbers of up to 8 bytes or booleans", _headerOffset);
        }

        Type = type;
        Shape = header.Shape;
        _littleEndian = header.Type[0] != '>';
        _fortranOrder = header.FortranOrder;
    }

    /// <summary>Type of the numbers.</summary>
    public NumericType Type { get; }

    /// <summary>Length of each axis.</summary>
    public int[] Shape { get; }

    /// <summary>Reads the numbers, which are the rest of the file. An array in Fortran's order is turned around.</summary>
    /// <exception cref="DataFormatException">They are not all there, or not alone.</exception>
    public NumericArray ReadNumbers()
    {
        int size = NumericArray.SizeOf(Type);
        long start = _reader.Position;
        byte[] bytes = _reader.ReadBlock(Bytes(size), $"numbers for the shape {ShapeText.Tuple(Shape)}");
        _reader.ExpectEnd();
        if (Type == NumericType.Boolean && bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) is int wrong and >= 0)
            throw _reader.Damaged($"{bytes[wrong]} as a boolean", "0 or 1", start + wrong);

        NumericArray.ToMachineOrder(bytes, size, _littleEndian);
        return new NumericArray(Type, Shape, _fortranOrder ? ToRowOrder(bytes, Shape, size) : bytes);
    }

    private static NumericType? TypeOf(string name) => name is not ['<' or '>' or '|' or '=', _, _] ? null : name[1..] switch
    {
        "b1" => NumericType.Boolean,
        "u1" => NumericType.UInt8,
        "i1" => NumericType.Int8,
        "u2" => NumericType.UInt16,
        "i2" => NumericType.Int16,
        "u4" => NumericType.UInt32,
        "i4" => NumericType.Int32,
        "u8" => NumericType.UInt64,
        "i8" => NumericType.Int64,
        "f2" => NumericType.Float16,
        "f4" => NumericType.Float32,
        "f8" => NumericType.Float64,
        _ => null,
    };

    private long Bytes(int size)
    {
        // Each factor fits an int, so the product cannot overflow before it is found too large. A 0 further on saves it.
        long bytes = Shape.Contains(0) ? 0 : size;
        foreach (int length in Shape)
        {
            bytes *= length;
            if (bytes > Array.MaxLength)
            {
                throw _reader.Damaged(
                    string.Create(CultureInfo.InvariantCulture, $"the shape {ShapeText.Tuple(Shape)} of {size} bytes each"),
                    $"at most {DataReader.Count(Array.MaxLength)} in all",
                    _headerOffset);
            }
        }

        return bytes;
    }

    /// <summary>Elements whose first axis varied fastest, so that the last one does.</summary>
    private static byte[] ToRowOrder(byte[] columns, int[] shape, int size)
    {
        byte[] rows = new byte[columns.Length];
        int[] index = new int[shape.Length];
        int[] strides = new int[shape.Length];
        int stride = size;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        int from = 0;
        for (int to = 0; to < rows.Length; to += size)
        {
            columns.AsSpan(from, size).CopyTo(rows.AsSpan(to));
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return rows;
    }
}
