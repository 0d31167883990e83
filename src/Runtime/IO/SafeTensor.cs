using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RnnGen.IO;

/// <summary>A tensor in a .safetensors file.</summary>
/// <param name="Name">Its name: <c>lstm.kernel</c>.</param>
/// <param name="Type">Type of the elements as the format names it.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="Bytes">Its elements, row by row, little-endian.</param>
internal sealed record SafeTensor(string Name, string Type, int[] Shape, long Begin, ReadOnlyMemory<byte> Bytes)
    : StoredTensor(Name, Shape)
{
    private static readonly string[] s_types = ["F64", "F32", "F16", "BF16"];

    /// <summary>The types that are read.</summary>
    public static ReadOnlySpan<string> Types => s_types;

    public long End => Begin + Bytes.Length;

    /// <summary>Bytes of an element of one of <see cref="Types"/>.</summary>
    public static int SizeOf(string type) => type switch
    {
        "F64" => 8,
        "F32" => 4,
        _ => 2,
    };

    public override void CopyTo(Span<float> values)
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        if (Type == "F32" && BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        int size = SizeOf(Type);
        for (int i = 0; i < values.Length; i++)
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

    /// <summary>The elements of a tensor of 64-bit floats.</summary>
    public double[] ToDoubles()
    {
        double[] values = new double[Bytes.Length / sizeof(double)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(Bytes.Span[(i * sizeof(double))..]);
        return values;
    }
}
