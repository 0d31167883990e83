using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Sets;

public sealed class ImageSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    public void Images_and_labels_become_rows(string suffix)
    {
        SmallSet.Write(_folder, "", suffix);

        ImageSet set = Mnist.Load(SmallSet.Options(_folder.Path));
        (Dataset<float, int> train, Dataset<float, int> test) = set;

        Assert.Equal((2, 3, 1), (set.Height, set.Width, set.Channels));
        Assert.Equal(10, set.ClassNames.Count);
        Assert.Equal((4, 6, 1), (train.Count, train.InputSize, train.TargetSize));
        Assert.Equal(2, test.Count);
        Assert.Equal([0f, 51 / 255f, 102 / 255f, 153 / 255f, 204 / 255f, 1f], train.X[..6].ToArray());
        Assert.Equal([0, 1, 2, 3], train.Y.ToArray());
        Assert.Equal([0f, 51, 102, 153, 204, 255], Mnist.Load(SmallSet.Options(_folder.Path), scale: false).Test.X[..6].ToArray());
    }

    [Fact]
    public void Damaged_sets_are_refused()
    {
        SmallSet.Write(_folder, "");
        Refused("train-labels-idx1-ubyte", IdxFile.Bytes([4], [0, 1, 10, 3]), "byte 10: found label 10, wanted 0 to 9.");
        Refused("train-labels-idx1-ubyte", SmallSet.Labels(3), "byte 4: found 3 labels, wanted 4, one for each image of ");
        Refused("train-labels-idx1-ubyte", SmallSet.Images(4), "byte 2: found numbers of type UInt8 and shape (4, 2, 3), wanted UInt8 and 1 axis.");
        Refused("train-images-idx3-ubyte", IdxFile.Bytes([0, 2, 3], []), "byte 4: found no pixels (shape (0, 2, 3)), wanted images.");
        Refused("train-images-idx3-ubyte", IdxFile.Bytes([4, 1, 3], new byte[12]), "found images of 2 × 3, wanted 1 × 3 as in ");
        Refused("train-images-idx3-ubyte", IdxFile.Bytes([4, 2, 1], new byte[8]), "found images of 2 × 3, wanted 2 × 1 as in ");

        void Refused(string file, byte[] bytes, string message)
        {
            byte[] whole = File.ReadAllBytes(_folder.At(file));
            _folder.Write(file, bytes);
            DataFormatException exception =
                Assert.Throws<DataFormatException>(() => Mnist.Load(SmallSet.Options(_folder.Path)));
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
            _folder.Write(file, whole);
        }
    }

    [RealDataFact("mnist/train-images-idx3-ubyte.gz", "mnist/train-labels-idx1-ubyte.gz", "mnist/t10k-images-idx3-ubyte.gz", "mnist/t10k-labels-idx1-ubyte.gz")]
    public void Mnist_is_the_original()
    {
        ImageSet set = Mnist.Load(SmallSet.Options(dataFolder: RealData.Path()));

        Assert.Equal((28, 28, 1), (set.Height, set.Width, set.Channels));
        Assert.Equal((60_000, 784), (set.Train.Count, set.Train.InputSize));
        Assert.Equal((10_000, 784), (set.Test.Count, set.Test.InputSize));
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Counts(set.Train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Counts(set.Test));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], set.Test.Y[..10].ToArray());
        Assert.Equal(0.1307, Mean(set.Train), 4);
    }

    [RealDataFact("fashion-mnist/train20k-images-idx3-ubyte.gz", "fashion-mnist/train20k-labels-idx1-ubyte.gz", "fashion-mnist/t10k-images-idx3-ubyte.gz", "fashion-mnist/t10k-labels-idx1-ubyte.gz")]
    public void The_first_20_000_of_fashion_mnist_are_read()
    {
        ImageSet set = FashionMnist.Load(SmallSet.Options(RealData.Path("fashion-mnist")));

        Assert.Equal((28, 28, 1), (set.Height, set.Width, set.Channels));
        Assert.Contains(set.Train.Count, new[] { 20_000, 60_000 });
        Assert.Equal(10_000, set.Test.Count);
        Assert.All(Counts(set.Test), count => Assert.Equal(1000, count));
        Assert.Equal("Ankle boot", set.ClassNames[set.Test.Y.Span[0]]);
        Assert.Equal("Ankle boot", set.ClassNames[set.Train.Y.Span[0]]);
        Assert.Equal(0.286, Mean(set.Train), 2);
    }

    internal static int[] Counts(Dataset<float, int> data)
        => [.. data.Y.ToArray().CountBy(label => label).OrderBy(count => count.Key).Select(count => count.Value)];

    private static double Mean(Dataset<float, int> data)
    {
        double sum = 0;
        foreach (float value in data.X.Span)
            sum += value;
        return sum / data.X.Length;
    }
}
