using System.Buffers.Binary;

namespace RnnGen.Data;

/// <summary>What <see cref="System.IO.Compression.ZipArchive"/> does not tell of a zip archive's directory.</summary>
internal static class ZipDirectory
{
    private const int EndSize = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntrySize = 46;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <summary>
    /// The first compression method that NumPy does not write; null if there is none, or the directory cannot be followed.
    /// The other methods that .NET decompresses take 256 KB of memory for each entry, however small.
    /// </summary>
    public static int? OtherMethod(Stream stream)
    {
        byte[] bytes = Read(stream, Math.Max(0, stream.Length - EndSize - LongestComment), stream.Length);
        int end = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end > bytes.Length - EndSize)
            return null;
        ReadOnlySpan<byte> directory = Read(
            stream, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end + 16)), stream.Length - bytes.Length + end);
        while (directory.Length >= EntrySize && directory.StartsWith("PK\x01\x02"u8))
        {
            int method = Number(directory, 10);
            if (method is not (Stored or Deflated))
                return method;
            int size = EntrySize + Number(directory, 28) + Number(directory, 30) + Number(directory, 32);
            directory = directory[Math.Min(size, directory.Length)..];
        }

        return null;

        static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
    }

    private static byte[] Read(Stream stream, long start, long end)
    {
        if (start >= end)
            return [];
        byte[] bytes = new byte[end - start];
        stream.Position = start;
        stream.ReadExactly(bytes);
        stream.Position = 0;
        return bytes;
    }
}
