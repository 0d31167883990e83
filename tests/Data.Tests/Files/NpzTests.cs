using System.IO.Compression;
using System.Runtime.InteropServices;
using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;
using RnnGen.Tests;

namespace RnnGen.Data.Tests.Files;

/// <summary>.npy and .npz; the files in Fixtures were made by NumPy, with the script that stands there.</summary>
public sealed class NpzTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("compressed.npz")]
    public void Files_of_numpy_are_read(string file)
    {
        IReadOnlyDictionary<string, NumericArray> arrays = Npz.Read(Fixture(file));

        int[] numbers = [.. Enumerable.Range(0, 24)];
        foreach (string name in new[] { "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", "big_i4", "fortran" })
        {
            NumericArray array = arrays[name];
            int shift = name is ['i', _] ? 5 : 0;
            Assert.Equal([2, 3, 4], array.Shape);
            Assert.Equal(numbers.Select(number => number - shift), array.ToInt32());
            Assert.Equal(numbers.Select(number => (long)number - shift), array.ToInt64());
            Assert.Equal(numbers.Select(number => (float)number - shift), array.ToSingle());
            Assert.Equal(numbers.Select(number => (double)number - shift), array.ToDouble());
        }

        Assert.Equal(numbers.Select(number => number % 3 == 0), arrays["b1"].AsSpan<bool>().ToArray());
        Assert.Equal(NumericType.Boolean, arrays["b1"].Type);
        Assert.Equal([1f, 0, 0, 1], arrays["b1"].ToSingle()[..4]);
        Assert.Equal(numbers.Select(number => number / 7.0), arrays["big_f8"].ToDouble());
        Assert.Equal([4, 3, 2], arrays["transposed"].Shape);
        Assert.Equal([0, 12, 4, 16, 8, 20, 1, 13], arrays["transposed"].ToInt32()[..8]);
        Assert.Empty(arrays["single"].Shape);
        Assert.Equal([Math.PI], arrays["single"].ToDouble());
        Assert.Equal([-1.5f, float.PositiveInfinity, float.NaN], arrays["vector"].AsSpan<float>());
        Assert.Equal([0, 3], arrays["empty"].Shape);
        Assert.Empty(arrays["empty"].ToSingle());
        Assert.Equal(arrays.Keys, Npz.Names(Fixture(file)));
        Assert.Equal([Math.PI], Npz.Read(Fixture(file), "single").ToDouble());
    }

    [Fact]
    public void Single_files_of_numpy_are_read()
    {
        Assert.Equal([3, 4], Npy.Read(Fixture("matrix.npy")).Shape);
        Assert.Equal([0, 1, 2, 3], Npy.Read(Fixture("matrix.npy")).AsSpan<int>()[..4]);
        Assert.Equal([2, 3, 4], Npy.Read(Fixture("version2.npy")).Shape);
        Assert.Equal(23f, Npy.Read(_folder.Write("a.npy.gz", File.ReadAllBytes(Fixture("version2.npy")))).ToSingle()[^1]);
    }

    [Theory]
    [InlineData("objects", "found Python objects (pickled), wanted numbers of up to 8 bytes or booleans.")]
    [InlineData("text", "found elements of type '<U2', wanted")]
    [InlineData("complex", "found elements of type '<c16', wanted")]
    [InlineData("structure", "found \"[('a', '<i4'), ('b', '<f8')],\" in the header, wanted a text in quotes (a list is the type of a structure, which is not read)")]
    public void Arrays_of_other_things_than_numbers_are_refused(string name, string message)
    {
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Npz.Read(Fixture("refused.npz"), name));
        Assert.StartsWith($"{Fixture("refused.npz")}, {name}.npy, byte ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_is_read() => Properties.Check(
        from shape in Gen.Choose(0, 4).ListOf().Select(list => list.Take(4).ToArray())
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from version in Gen.Choose(1, 3)
        from blanks in Gen.Choose(0, 70)
        select (shape, seed, version, blanks),
        file =>
        {
            float[] values = new float[file.shape.Aggregate(1, (product, length) => product * length)];
            System.Random random = new(file.seed);
            for (int i = 0; i < values.Length; i++)
                values[i] = random.NextSingle();

            NumericArray array = Npy.Read(_folder.Write("a.npy", NumpyFile.Npy(
                NumpyFile.Header("<f4", file.shape, file.blanks), MemoryMarshal.AsBytes(values.AsSpan()), file.version)));

            Assert.Equal(file.shape, array.Shape);
            Assert.Equal(values, array.AsSpan<float>());
        });

    [Fact]
    public void Damaged_files_are_refused()
    {
        Properties.SurvivesDamage(
            File.ReadAllBytes(Fixture("matrix.npy")), bytes => Npy.Read(_folder.Write("a.npy", bytes)), tests: 1000);
        foreach (string file in new[] { "stored.npz", "compressed.npz" })
        {
            byte[] whole = File.ReadAllBytes(Fixture(file));
            Properties.SurvivesDamage(whole, bytes => Npz.Read(_folder.Write("a.npz", bytes)), tests: 500);

            // The archive's directory is at its end.
            Properties.SurvivesDamage(
                [.. Enumerable.Reverse(whole)],
                bytes => Npz.Read(_folder.Write("a.npz", [.. Enumerable.Reverse(bytes)])),
                tests: 1000);
        }
    }

    [Fact]
    public void Each_changed_number_is_noticed_by_its_checksum()
    {
        byte[] whole = File.ReadAllBytes(Fixture("stored.npz"));
        int at = whole.AsSpan().IndexOf("\x13\0\0\0\x14\0\0\0\x15\0\0\0"u8);
        Assert.True(at > 0);
        whole[at] ^= 1;
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Npz.Read(_folder.Write("a.npz", whole)));
        Assert.Contains("found data that is damaged or cut off", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "found 8 bytes of numbers for the shape (3,) and the end of the file, wanted 12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "found 4 bytes more, wanted the end of the file")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296,)}", "wanted the length of an axis, at most 2147483647")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)}", "found the shape (65536, 65536) of 4 bytes each, wanted at most 2,147,483,591 bytes in all")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "wanted at most 2,147,483,591 bytes in all")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "found \"-1,)}\" in the header, wanted the length of an axis")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}", "wanted True or False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "found the end of the header, wanted 'shape'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4'}", "wanted 'descr', 'fortran_order' and 'shape', each once")]
    [InlineData("{'descr': '<f4", "wanted a closing quote")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x", "found \"x\" in the header, wanted nothing behind the dictionary")]
    [InlineData("", "found the end of the header, wanted '{'")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1,)}", "found elements of type '<f16'")]
    public void The_error_of_a_header_says_what_and_where(string header, string message)
    {
        DataFormatException exception = Assert.Throws<DataFormatException>(
            () => Npy.Read(_folder.Write("a.npy", NumpyFile.Npy(header, new byte[8], version: 1))));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Offset);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 1, 0, 0, 0 }, "byte 0: found another magic string")]
    [InlineData(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 0, 9, 0, 0 }, "byte 6: found version 0.9")]
    [InlineData(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 4, 0, 0, 0 }, "byte 6: found version 4.0")]
    [InlineData(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0, 0, 0, 1 }, "byte 8: found a header of 16,777,216 bytes, wanted at most 65,536 bytes")]
    public void Other_files_are_refused(byte[] bytes, string message)
    {
        string path = _folder.Write("a.npy", bytes);
        Assert.Contains(message, Assert.Throws<DataFormatException>(() => Npy.Read(path)).Message, StringComparison.Ordinal);
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Npz.Read(path));
        Assert.Equal(
            $"{path}: found a zip archive that is damaged or cut off, or none at all, wanted a whole .npz file.", exception.Message);
    }

    [Theory]
    [InlineData("|u1", 1, 0xFF)]
    [InlineData("<u2", 2, 0xFFFF)]
    [InlineData("<u4", 4, 0xFFFFFFFF)]
    [InlineData("<u8", 8, 18446744073709551615.0)]
    public void The_largest_number_is_not_negative(string type, int size, double largest)
    {
        byte[] ones = [.. Enumerable.Repeat((byte)0xFF, size)];
        Assert.Equal([largest], Npy.Read(_folder.Write("a.npy", NumpyFile.Npy(NumpyFile.Header(type, [1]), ones, version: 1))).ToDouble());
    }

    [Fact]
    public void An_array_without_numbers_may_have_long_axes()
        => Assert.Empty(Npy.Read(_folder.Write("a.npy", NumpyFile.Npy(NumpyFile.Header("<f8", [int.MaxValue, 0]), [], version: 1))).ToDouble());

    [Fact]
    public void A_boolean_is_0_or_1()
    {
        string path = _folder.Write("a.npy", NumpyFile.Npy("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", [0, 1, 2], version: 1));
        Assert.Contains("found 2 as a boolean, wanted 0 or 1.", Assert.Throws<DataFormatException>(() => Npy.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_that_claim_too_much_allocate_no_more_than_twice_the_file()
    {
        // Both the header of the array and the directory of the archive say that there is a gigabyte.
        byte[] content = new byte[1_000_000];
        new System.Random(1).NextBytes(content);
        byte[] npy = NumpyFile.Npy(NumpyFile.Header("|u1", [1 << 30]), content, version: 1);
        byte[] zip = NumpyFile.Npz(CompressionLevel.NoCompression, ("x", npy));
        byte[] lying = [.. zip];
        Replace(lying, BitConverter.GetBytes(npy.Length), BitConverter.GetBytes((1 << 30) + (npy.Length - content.Length)));

        foreach ((string name, byte[] file) in new[] { ("a.npy", npy), ("b.npz", zip), ("c.npz", NumpyFile.Npz(CompressionLevel.Optimal, ("x", npy))), ("d.npz", lying) })
        {
            string path = _folder.Write(name, file);
            void Read() => Assert.Throws<DataFormatException>(() => name.EndsWith("npy", StringComparison.Ordinal) ? Npy.Read(path) : (object)Npz.Read(path));
            Read();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Read();
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * file.Length);
        }

        static void Replace(Span<byte> bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> other)
        {
            for (int at = bytes.IndexOf(old); at >= 0; at = bytes.IndexOf(old))
                other.CopyTo(bytes[at..]);
        }
    }

    [Fact]
    public void Mistakes_of_the_caller_are_named()
    {
        string path = _folder.Write("a.npz", NumpyFile.Npz(CompressionLevel.Fastest, ("x", File.ReadAllBytes(Fixture("matrix.npy")))));
        Assert.Contains("has no array \"y\"; there is: x.", Assert.Throws<ArgumentException>(() => Npz.Read(path, "y")).Message, StringComparison.Ordinal);
        NumericArray array = Npz.Read(path, "x");
        Assert.Contains("The array holds Int32, not Single.", Message(() => array.AsSpan<float>().ToArray()), StringComparison.Ordinal);
        Assert.Contains("Number 0 of the array is -1.5, which is not a whole number in the range of Int32.", Message(() => Npz.Read(Fixture("stored.npz"), "vector").ToInt32()), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Npy.Read(_folder.Write("b.npy", NumpyFile.Npy(NumpyFile.Header("<f8", [1]), BitConverter.GetBytes(9223372036854775808.0), 1))).ToInt64());
        Assert.Throws<InvalidOperationException>(() => Npy.Read(_folder.Write("b.npy", NumpyFile.Npy(NumpyFile.Header("<u8", [1]), BitConverter.GetBytes(ulong.MaxValue), 1))).ToInt64());

        static string Message(Func<object> call) => Assert.Throws<InvalidOperationException>(call).Message;
    }

    private static string Fixture(string file) => Path.Combine(AppContext.BaseDirectory, "Fixtures", file);
}
