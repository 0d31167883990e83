namespace RnnGen.Data;

/// <summary>
/// CIFAR-10: 50,000 photographs to train with and 10,000 to test with, 32 × 32 pixels of three colours, ten classes
/// (Krizhevsky, "Learning multiple layers of features from tiny images", 2009). The files are those of the binary version,
/// <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> and <c>test_batch.bin</c>, or their archive
/// <c>cifar-10-binary.tar.gz</c>. A folder may also have a part of it, as <c>train_first4000.bin</c> and
/// <c>test_first1000.bin</c>. All but the archive may be compressed with gzip.
/// </summary>
public static class Cifar10
{
    private const int Side = 32;
    private const int Channels = 3;
    private const int ImageSize = Side * Side * Channels;
    private const int RecordSize = 1 + ImageSize;
    private const string ArchiveFolder = "cifar-10-batches-bin";

    private static readonly string[] s_classNames =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The files of the data set; the last is for testing.</summary>
    private static readonly string[] s_files =
    [
        "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin",
    ];

    private static readonly FileGroup s_archive = new("cifar-10-binary.tar.gz") { Suffixes = [""] };

    private static readonly NamedSet s_set = new(
        "CIFAR-10",
        "cifar-10",
        s_archive,
        new FileGroup(s_files),
        new FileGroup([.. s_files.Select(file => Path.Combine(ArchiveFolder, file))]),
        new FileGroup("train_first4000.bin", "test_first1000.bin"))
    {
        Remote =
        [
            new(
                "https://www.cs.toronto.edu/~kriz/", "cifar-10-binary.tar.gz", 170_052_171,
                "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        ],
    };

    /// <summary>Loads the data set (Keras: <c>cifar10.load_data</c>).</summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <param name="scale">Whether pixels are divided by 255, as Keras' examples do, so that they are in [0, 1].</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">One of its files is damaged.</exception>
    /// <exception cref="IOException">One of its files cannot be read.</exception>
    public static ImageSet Load(DataOptions? options = null, bool scale = true)
    {
        FoundFiles found = s_set.Find(options);
        (string Name, byte[] Records)[] files = found.Form == s_archive
            ? ReadArchive(found.Paths[0])
            : [.. found.Paths.Select(path => (path, ReadAll(path)))];
        return new ImageSet(
            ToRows(files[..^1], scale), ToRows(files[^1..], scale), (Side, Side, Channels), s_classNames);
    }

    /// <summary>
    /// Reads one file of the binary version: records of a label and 3,072 pixels, red, green and blue plane after each
    /// other. The rows are 32 × 32 × 3, the colours of a pixel side by side.
    /// </summary>
    /// <param name="path">The file, compressed with gzip or not.</param>
    /// <param name="scale">Whether pixels are divided by 255.</param>
    /// <exception cref="DataFormatException">The file is not of this form, is damaged or cut off.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static Dataset<float, int> ReadBinary(string path, bool scale = true) => ToRows([(path, ReadAll(path))], scale);

    private static byte[] ReadAll(string path)
    {
        using DataReader reader = DataReader.Open(path);
        return reader.ReadToEnd();
    }

    private static (string Name, byte[] Records)[] ReadArchive(string path)
    {
        var files = new (string Name, byte[] Records)[s_files.Length];
        TarGz.Read(path, (name, reader) =>
        {
            int index = Array.IndexOf(s_files, Path.GetFileName(name));
            if (index >= 0)
                files[index] = (reader.Name, reader.ReadToEnd());
        });

        int missing = Array.FindIndex(files, file => file.Records is null);
        return missing < 0
            ? files
            : throw new DataFormatException(path, $"no {s_files[missing]}", "the six files of the binary version");
    }

    private static Dataset<float, int> ToRows((string Name, byte[] Records)[] files, bool scale)
    {
        int[] counts = [.. files.Select(file => Count(file.Name, file.Records.Length))];
        long rows = counts.Sum(count => (long)count);
        float[] x = new float[rows * ImageSize];
        int[] y = new int[rows];
        ReadOnlySpan<float> values = Pixels.Values(scale);
        int row = 0;
        for (int file = 0; file < files.Length; file++)
        {
            for (int i = 0; i < counts[file]; i++, row++)
            {
                ReadOnlySpan<byte> record = files[file].Records.AsSpan(i * RecordSize, RecordSize);
                if (record[0] >= s_classNames.Length)
                    throw new DataFormatException(files[file].Name, $"label {record[0]}", "0 to 9", (long)i * RecordSize);

                y[row] = record[0];
                PlanesToPixels(record[1..], values, x.AsSpan(row * ImageSize, ImageSize));
            }
        }

        return Dataset.Create(x, y, y.Length);
    }

    private static int Count(string name, int length)
    {
        (int count, int rest) = Math.DivRem(length, RecordSize);
        return rest == 0 && count > 0
            ? count
            : throw new DataFormatException(
                name,
                DataReader.Count(length),
                $"records of {DataReader.Count(RecordSize)}, the last of which is whole",
                (long)count * RecordSize);
    }

    private static void PlanesToPixels(ReadOnlySpan<byte> planes, ReadOnlySpan<float> values, Span<float> pixels)
    {
        const int PlaneSize = Side * Side;
        for (int i = 0; i < PlaneSize; i++)
        {
            for (int channel = 0; channel < Channels; channel++)
                pixels[(i * Channels) + channel] = values[planes[(channel * PlaneSize) + i]];
        }
    }
}
