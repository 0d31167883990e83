namespace RnnGen.Runtime.Tests;

public sealed class Crc32Tests
{
    [Fact]
    public void It_is_that_of_zip_and_png_however_the_bytes_come()
    {
        // The check value of the CRC catalogues.
        Crc32 crc = default;
        Assert.Equal(0u, crc.Value);
        crc.Append("123"u8);
        crc.Append("456789"u8);
        Assert.Equal(0xCBF43926u, crc.Value);
    }

    /// <summary>Known values of whole slices: 32 bytes of zeros, of ones, and counting up and down (those of RFC 3720, with this polynomial).</summary>
    [Fact]
    public void It_is_that_of_other_programs()
    {
        Assert.Equal(0x190A55ADu, Of(new byte[32]));
        Assert.Equal(0xFF6CAB0Bu, Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x91267E8Au, Of([.. Enumerable.Range(0, 32).Select(value => (byte)value)]));
        Assert.Equal(0x9AB0EF72u, Of([.. Enumerable.Range(0, 32).Select(value => (byte)(31 - value))]));
        Assert.Equal(0x414FA339u, Of("The quick brown fox jumps over the lazy dog"u8));
    }

    /// <summary>Bit by bit, as its definition has it.</summary>
    [Fact]
    public void Any_length_cut_anywhere_has_the_checksum_of_its_definition()
    {
        byte[] bytes = new byte[70];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            ReadOnlySpan<byte> all = bytes.AsSpan(0, length);
            uint expected = BitByBit(all);
            for (int cut = 0; cut <= length; cut++)
            {
                Crc32 crc = default;
                crc.Append(all[..cut]);
                crc.Append(all[cut..]);
                Assert.Equal(expected, crc.Value);
            }
        }
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        Crc32 crc = default;
        crc.Append(bytes);
        return crc.Value;
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
