using System.Buffers.Binary;
using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Files;

public sealed class IdxTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_no_file()
    {
        string folder = Path.GetDirectoryName(_folder.Write("a", []))!;
        foreach (Action read in new Action[] { () => Idx.Read(folder), () => Npy.Read(folder), () => Npz.Read(folder), () => TextTable.Read(folder) })
            Assert.Equal($"'{folder}' is a folder, wanted a file.", Assert.Throws<IOException>(read).Message);
    }

    [Theory]
    [InlineData("a.idx")]
    [InlineData("a.idx.gz")]
    public void What_was_written_is_read(string name) => Properties.Check(
        from shape in Gen.Choose(0, 5).NonEmptyListOf()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (Shape: shape.Take(4).ToArray(), seed),
        file =>
        {
            byte[] values = new byte[file.Shape.Aggregate(1, (product, length) => product * length)];
            new System.Random(file.seed).NextBytes(values);

            NumericArray array = Idx.Read(_folder.Write(name, IdxFile.Bytes(file.Shape, values)));

            Assert.Equal(NumericType.UInt8, array.Type);
            Assert.Equal(file.Shape, array.Shape);
            Assert.Equal(values, array.AsSpan<byte>());
        },
        tests: 50);

    [Fact]
    public void Numbers_of_several_bytes_are_big_endian()
    {
        byte[] ints = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ints, -7);
        BinaryPrimitives.WriteInt32BigEndian(ints.AsSpan(4), 1 << 20);
        NumericArray integers = Idx.Read(_folder.Write("i", IdxFile.Make(0x0C, [2, 1], ints)));
        Assert.Equal([-7, 1 << 20], integers.ToInt32());
        Assert.Equal([-7f, 1 << 20], integers.ToSingle());

        byte[] reals = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(reals, Math.PI);
        Assert.Equal([Math.PI], Idx.Read(_folder.Write("d", IdxFile.Make(0x0E, [1], reals))).ToDouble());

        byte[] shorts = [0xFF, 0xFE];
        Assert.Equal([(short)-2], Idx.Read(_folder.Write("s", IdxFile.Make(0x0B, [1], shorts))).AsSpan<short>());
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        byte[] whole = IdxFile.Bytes([3, 4, 2], [.. Enumerable.Range(0, 24).Select(value => (byte)value)]);
        Properties.SurvivesDamage(whole, bytes => Idx.Read(_folder.Write("a.idx", bytes)));

        // Compressed: the damage is to the compressed bytes.
        Properties.SurvivesDamage(TempFolder.Gzip(whole), bytes => Idx.Read(_folder.Write("a.idx", bytes)));
    }

    [Theory]
    [InlineData("a.idx", new byte[] { 0, 0 }, 0, "found 2 bytes of the magic number and the end of the file, wanted 4 bytes")]
    [InlineData("a.idx", new byte[] { 0, 0, 7, 1 }, 0, "found the magic number 0x00000701, wanted that of an IDX file")]
    [InlineData("a.idx", new byte[] { 0, 0, 8, 0 }, 0, "found the magic number 0x00000800")]
    [InlineData("a.idx", new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 5, 6 }, 8, "found 2 bytes of numbers for the shape (3,)")]
    [InlineData("a.idx", new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6, 7 }, 9, "found 2 bytes more, wanted the end of the file")]
    [InlineData("a.idx.gz", new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6, 7 }, 9, "found more content, wanted the end of the file")]
    [InlineData("a.idx", new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0xFF, 0, 0, 0 }, 8, "found a length of 4,278,190,080 for axis 1")]
    [InlineData("a.idx", new byte[] { 0, 0, 14, 2, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0 }, 8, "found a length of 65,280 for axis 1")]
    public void The_error_says_what_and_where(string name, byte[] bytes, long offset, string message)
    {
        string path = _folder.Write(name, bytes);

        DataFormatException exception = Assert.Throws<DataFormatException>(() => Idx.Read(path));

        Assert.Equal(path, exception.File);
        Assert.Equal(offset, exception.Offset);
        Assert.Null(exception.Line);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{path}, byte {offset}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.idx")]
    [InlineData("a.idx.gz")]
    public void A_header_that_claims_too_much_allocates_nothing(string name)
    {
        string path = _folder.Write(name, IdxFile.Bytes([100_000, 100, 100], new byte[300]));
        Assert.Throws<DataFormatException>(() => Idx.Read(path));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => Idx.Read(path));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The buffers of the streams, and the exception.
        Assert.InRange(allocated, 0, 300_000);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] values = new byte[5000];
        new System.Random(1).NextBytes(values.AsSpan(0, 2000));
        byte[] whole = TempFolder.Gzip(IdxFile.Bytes([5000], values));
        for (int length = 2; length < whole.Length; length++)
        {
            string path = _folder.Write("cut", whole.AsSpan(0, length));
            Assert.Throws<DataFormatException>(() => Idx.Read(path));
        }
    }

    [Fact]
    public void Pieces_compressed_one_by_one_are_one_file()
    {
        byte[] file = IdxFile.Bytes([4], [1, 2, 3, 4]);
        string path = _folder.Write("two", [.. TempFolder.Gzip(file.AsSpan(0, 6)), .. TempFolder.Gzip(file.AsSpan(6))]);
        Assert.Equal([1, 2, 3, 4], Idx.Read(path).ToInt32());
    }

    [Fact]
    public void A_missing_file_is_an_IOException()
        => Assert.ThrowsAny<IOException>(() => Idx.Read(_folder.At("nothing")));
}
