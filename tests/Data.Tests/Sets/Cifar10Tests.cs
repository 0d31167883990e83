using System.Formats.Tar;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Sets;

public sealed class Cifar10Tests : IDisposable
{
    private const int RecordSize = 3073;

    private static readonly string[] s_files =
    [
        "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.bin")]
    [InlineData("a.bin.gz")]
    public void Planes_become_pixels(string name)
    {
        Dataset<float, int> data = Cifar10.ReadBinary(_folder.Write(name, Records(2, first: 7)), scale: false);

        Assert.Equal((2, 3072), (data.Count, data.InputSize));
        Assert.Equal([7, 8], data.Y.ToArray());

        // Record 1: the plane of channel c has 100 + c everywhere but for its second pixel, which has 200 + c.
        Assert.Equal([100f, 101, 102, 200, 201, 202, 100, 101, 102], data.X.Slice(3072, 9).ToArray());
    }

    [Fact]
    public void Pixels_are_scaled()
    {
        Dataset<float, int> data = Cifar10.ReadBinary(_folder.Write("a", Records(1, first: 0)));
        Assert.Equal([0f, 1 / 255f, 2 / 255f], data.X[..3].ToArray());
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData("")]
    public void The_six_files_are_the_data_set(string suffix)
    {
        for (int i = 0; i < s_files.Length; i++)
            _folder.Write($"cifar-10/{s_files[i]}{suffix}", Records(i + 1, first: i));

        (Dataset<float, int> train, Dataset<float, int> test) = Cifar10.Load(SmallSet.Options(_folder.Path));

        Assert.Equal([0, 1, 2, 2, 3, 4, 3, 4, 5, 6, 4, 5, 6, 7, 8], train.Y.ToArray());
        Assert.Equal(6, test.Count);
    }

    [Fact]
    public void So_is_the_archive()
    {
        string archive = _folder.Write("cifar-10-binary.tar.gz", Tar(s_files));

        ImageSet set = Cifar10.Load(SmallSet.Options(_folder.Path));

        Assert.Equal((32, 32, 3), (set.Height, set.Width, set.Channels));
        Assert.Equal((5, 1), (set.Train.Count, set.Test.Count));
        Assert.Equal([0, 1, 2, 3, 4], set.Train.Y.ToArray());
        Assert.Equal([5], set.Test.Y.ToArray());

        _folder.Write("cifar-10-binary.tar.gz", Tar(s_files[1..]));
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Cifar10.Load(SmallSet.Options(_folder.Path)));
        Assert.Equal($"{archive}: found no data_batch_1.bin, wanted the six files of the binary version.", exception.Message);
    }

    [Fact]
    public void The_extracted_archive_is_found()
    {
        foreach (string file in s_files)
            _folder.Write($"cifar-10/cifar-10-batches-bin/{file}", Records(1, first: 0));
        Assert.Equal(5, Cifar10.Load(SmallSet.Options(_folder.Path)).Train.Count);
    }

    [Fact]
    public void Damaged_archives_are_refused()
    {
        byte[] tar = Tar(s_files);
        Properties.SurvivesDamage(tar, bytes =>
        {
            _folder.Write("cifar-10-binary.tar.gz", bytes);
            Cifar10.Load(SmallSet.Options(_folder.Path));
        }, tests: 300);
        Properties.SurvivesDamage(TempFolder.Gzip(tar), bytes =>
        {
            File.WriteAllBytes(_folder.At("cifar-10-binary.tar.gz"), bytes);
            Cifar10.Load(SmallSet.Options(_folder.Path));
        }, tests: 100);
    }

    [Fact]
    public void An_archive_that_is_cut_off_anywhere_is_refused()
    {
        byte[] whole = TempFolder.Gzip(Tar(s_files));
        for (int length = 2; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder.At("cifar-10-binary.tar.gz"), whole.AsSpan(0, length));
            Assert.Throws<DataFormatException>(() => Cifar10.Load(SmallSet.Options(_folder.Path)));
        }
    }

    [Theory]
    [InlineData(RecordSize - 1, 0, "found 3,072 bytes, wanted records of 3,073 bytes, the last of which is whole.")]
    [InlineData((2 * RecordSize) + 5, 2 * RecordSize, "found 6,151 bytes, wanted records")]
    [InlineData(0, 0, "found 0 bytes, wanted records")]
    public void Files_that_are_not_whole_records_are_refused(int length, long offset, string message)
    {
        string path = _folder.Write("a", new byte[length]);
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Cifar10.ReadBinary(path));
        Assert.Equal(offset, exception.Offset);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_out_of_range_is_refused()
    {
        byte[] records = Records(3, first: 0);
        records[2 * RecordSize] = 10;
        string path = _folder.Write("a", records);
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Cifar10.ReadBinary(path));
        Assert.Equal($"{path}, byte 6146: found label 10, wanted 0 to 9.", exception.Message);
    }

    [RealDataFact("cifar-10/train_first4000.bin.gz", "cifar-10/test_first1000.bin.gz")]
    public void A_part_of_the_real_one_is_read()
    {
        ImageSet set = Cifar10.Load(SmallSet.Options(RealData.Path("cifar-10")));

        Assert.Equal([396, 366, 420, 384, 422, 393, 414, 385, 407, 413], ImageSetTests.Counts(set.Train));
        Assert.Equal([103, 89, 100, 103, 90, 86, 112, 102, 106, 109], ImageSetTests.Counts(set.Test));
        Assert.Equal("frog", set.ClassNames[set.Train.Y.Span[0]]);
        Assert.Equal("cat", set.ClassNames[set.Test.Y.Span[0]]);

        // The first pixel of the first training image, as Keras shows it.
        Assert.Equal([59 / 255f, 62 / 255f, 63 / 255f], set.Train.X[..3].ToArray());
    }

    private static byte[] Records(int count, int first)
    {
        byte[] records = new byte[count * RecordSize];
        for (int i = 0; i < count; i++)
        {
            records[i * RecordSize] = (byte)((first + i) % 10);
            for (int channel = 0; channel < 3; channel++)
            {
                Span<byte> plane = records.AsSpan((i * RecordSize) + 1 + (channel * 1024), 1024);
                plane.Fill((byte)((i * 100) + channel));
                plane[1] = (byte)((i * 100) + 100 + channel);
            }
        }

        return records;
    }

    private static byte[] Tar(string[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "cifar-10-batches-bin/"));
            for (int i = 0; i < files.Length; i++)
            {
                using var content = new MemoryStream(Records(1, first: i));
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + files[i]) { DataStream = content });
            }
        }

        return stream.ToArray();
    }
}
