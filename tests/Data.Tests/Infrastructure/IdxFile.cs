using System.Buffers.Binary;

namespace RnnGen.Data.Tests.Infrastructure;

/// <summary>Writes IDX files.</summary>
internal static class IdxFile
{
    public static byte[] Bytes(int[] shape, byte[] values) => Make(0x08, shape, values);

    public static byte[] Make(byte type, int[] shape, ReadOnlySpan<byte> values)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + values.Length];
        file[2] = type;
        file[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        values.CopyTo(file.AsSpan(4 + (4 * shape.Length)));
        return file;
    }
}
