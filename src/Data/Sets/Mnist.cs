namespace RnnGen.Data;

/// <summary>
/// MNIST: 60,000 handwritten digits to train with and 10,000 to test with, 28 × 28 grey pixels (LeCun, Cortes and Burges).
/// </summary>
public static class Mnist
{
    /// <summary>The original files, where the Common Visual Data Foundation keeps them.</summary>
    private const string Address = "https://storage.googleapis.com/cvdf-datasets/mnist/";

    private static readonly NamedSet s_set = new(
        "MNIST",
        "mnist",
        new FileGroup("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
        new FileGroup("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"))
    {
        Remote =
        [
            new(Address, "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new(Address, "train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            new(Address, "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new(Address, "t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ],
    };

    /// <summary>Loads the data set (Keras: <c>mnist.load_data</c>).</summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <param name="scale">Whether pixels are divided by 255, as Keras' examples do, so that they are in [0, 1].</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">One of its files is damaged.</exception>
    /// <exception cref="IOException">One of its files cannot be read.</exception>
    public static ImageSet Load(DataOptions? options = null, bool scale = true)
        => IdxImages.Load(s_set, options, scale, [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")]);
}
