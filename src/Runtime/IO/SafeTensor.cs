using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RnnGen.IO;

/// <summary>A tensor in a .safetensors file, which is read when it is wanted.</summary>
/// <param name="Name">Its name: <c>lstm.kernel</c>.</param>
/// <param name="Type">Type of the elements as the format names it.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="Length">Number of bytes: the elements row by row, little-endian.</param>
/// <param name="File">The file.</param>
internal sealed record SafeTensor(string Name, string Type, int[] Shape, long Begin, long Length, SafeTensorsReader File)
    : StoredTensor(Name, Shape)
{
    /// <summary>Bytes that are read or written at a time, whole elements: one array could not hold more than 2 GB.</summary>
    public const int PieceSize = 1 << 22;

    private static readonly string[] s_types = ["F64", "F32", "F16", "BF16"];

    private byte[][]? _pieces;

    /// <summary>The types that are read.</summary>
    public static ReadOnlySpan<string> Types => s_types;

    public long End => Begin + Length;

    /// <summary>The bytes, once they have been read.</summary>
    public IReadOnlyList<byte[]> Pieces => _pieces!;

    /// <summary>Bytes of an element of one of <see cref="Types"/>.</summary>
    public static int SizeOf(string type) => type switch
    {
        "F64" => 8,
        "F32" => 4,
        _ => 2,
    };

    public override void Load()
    {
        byte[][] pieces = new byte[(Length + PieceSize - 1) / PieceSize][];
        for (int i = 0; i < pieces.Length; i++)
        {
            long begin = (long)i * PieceSize;
            pieces[i] = new byte[Math.Min(PieceSize, Length - begin)];
            File.Read(Begin + begin, pieces[i]);
        }

        _pieces = pieces;
    }

    public override void CopyTo(Span<float> values)
    {
        int size = SizeOf(Type);
        foreach (byte[] piece in Pieces)
        {
            CopyTo(piece, size, values);
            values = values[(piece.Length / size)..];
        }
    }

    /// <summary>The elements of a tensor of 64-bit floats.</summary>
    public double[] ToDoubles()
    {
        double[] values = new double[Length / sizeof(double)];
        int i = 0;
        foreach (byte[] piece in Pieces)
        {
            for (int at = 0; at < piece.Length; at += sizeof(double))
                values[i++] = BinaryPrimitives.ReadDoubleLittleEndian(piece.AsSpan(at));
        }

        return values;
    }

    private void CopyTo(ReadOnlySpan<byte> bytes, int size, Span<float> values)
    {
        if (Type == "F32" && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
            return;
        }

        for (int i = 0; i < bytes.Length / size; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            values[i] = Type switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                // The upper half of a float.
                "BF16" => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                _ => BinaryPrimitives.ReadSingleLittleEndian(element),
            };
        }
    }
}
