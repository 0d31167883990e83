using System.Buffers.Binary;
using System.IO.Compression;

namespace RnnGen.Reports;

/// <summary>Writes PNG: 8 bits a channel, grey or red, green and blue.</summary>
internal static class Png
{
    /// <summary>The file of an image.</summary>
    /// <param name="pixels">Values in [0, 1], channels of a pixel side by side; what is beyond is cut, NaN is 0.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <param name="channels">1 or 3.</param>
    public static byte[] Encode(ReadOnlySpan<float> pixels, int height, int width, int channels)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? 0 : 2);

        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize))
        {
            // Each row begins with the number of its filter; 0 is none.
            byte[] row = new byte[1 + (width * channels)];
            for (int y = 0; y < height; y++)
            {
                ReadOnlySpan<float> values = pixels.Slice(y * width * channels, width * channels);
                for (int i = 0; i < values.Length; i++)
                    row[1 + i] = values[i] > 0 ? (byte)Math.Round(255 * Math.Min(1, values[i])) : (byte)0;
                zlib.Write(row);
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, data.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);

        Crc32 checksum = default;
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.Value);
        file.Write(number);
    }
}
