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
}
