using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RnnGen.Reports.Tests;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public void Pixels_come_back(int channels, byte colourType)
    {
        float[] pixels = [.. Enumerable.Range(0, 4 * 5 * channels).Select(i => i / 255f)];
        byte[] file = Png.Encode(pixels, 4, 5, channels);

        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file.Take(8));
        List<(string Type, byte[] Content)> chunks = Chunks(file.AsSpan(8));
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));

        // The checksum of the last chunk, which is the same in every PNG file.
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], file.TakeLast(4));
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 4, 8, colourType, 0, 0, 0], chunks[0].Content);

        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Content), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        byte[] expected =
        [
            .. Enumerable.Range(0, 4).SelectMany(
                y => Enumerable.Range(0, 5 * channels).Select(x => (byte)((y * 5 * channels) + x)).Prepend((byte)0)),
        ];
        Assert.Equal(expected, rows.ToArray());
    }

    [Fact]
    public void Values_are_rounded_and_cut_off()
    {
        byte[] file = Png.Encode([0.5f, 2, -1, float.NaN, float.PositiveInfinity], 1, 5, 1);
        using var zlib = new ZLibStream(new MemoryStream(Chunks(file.AsSpan(8))[1].Content), CompressionMode.Decompress);
        byte[] row = new byte[6];
        zlib.ReadExactly(row);
        Assert.Equal([0, 128, 255, 0, 0, 255], row);
    }

    private static List<(string Type, byte[] Content)> Chunks(ReadOnlySpan<byte> bytes)
    {
        List<(string, byte[])> chunks = [];
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            chunks.Add((Encoding.ASCII.GetString(bytes.Slice(4, 4)), bytes.Slice(8, length).ToArray()));
            bytes = bytes[(12 + length)..];
        }

        return chunks;
    }
}
