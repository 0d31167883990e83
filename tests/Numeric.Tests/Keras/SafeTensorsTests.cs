using System.Buffers.Binary;
using System.Text;

namespace RnnGen.Numeric.Tests.Keras;

public class SafeTensorsTests
{
    private const string OneFloat = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";

    [Fact]
    public void Reads_every_type_with_its_shape_and_the_metadata()
    {
        byte[] data = new byte[4 * 2 + 8 + 4];
        BinaryPrimitives.WriteSingleLittleEndian(data, 1.5f);
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4), -2f);
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), Math.PI);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), -7);
        SafeTensors file = new(File(
            """
            {"__metadata__":{"case":"x"},
             "f":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
             "i":{"dtype":"I32","shape":[1],"data_offsets":[16,20]},
             "d":{"dtype":"F64","shape":[],"data_offsets":[8,16]}}
            """,
            data));

        Assert.Equal("x", file.Metadata["case"]);
        Assert.Equal([1.5f, -2f], file["f"].Floats());
        Assert.Equal([2, 1], file["f"].Shape);
        Assert.Equal([Math.PI], file["d"].Doubles());
        Assert.Equal([-7], file["i"].Integers());
        Assert.Equal([1.5, -2], file["f"].Reals());
        Assert.Throws<KeyNotFoundException>(() => file["nothing"]);
        Assert.Throws<InvalidDataException>(() => file["d"].Floats());
    }

    [Theory]
    [InlineData("{", 0, "not JSON")]
    [InlineData("[]", 0, "not an object")]
    [InlineData(OneFloat, 3, "lies at")]
    [InlineData(OneFloat, 8, "end at byte 4 of 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "has 4 bytes; its shape needs 8")]
    [InlineData("""{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""", 4, "has type 'BF16'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "begins at byte 4, expected 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "has shape (-1)")]
    public void Refuses_what_breaks_the_format(string header, int dataLength, string message)
    {
        InvalidDataException exception =
            Assert.Throws<InvalidDataException>(() => new SafeTensors(File(header, new byte[dataLength])));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_header_longer_than_the_file()
    {
        byte[] file = File(OneFloat, new byte[4]);
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Assert.Throws<InvalidDataException>(() => new SafeTensors(file));
        Assert.Throws<InvalidDataException>(() => new SafeTensors(new byte[7]));
    }

    private static byte[] File(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }
}
