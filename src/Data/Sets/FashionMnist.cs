namespace RnnGen.Data;

/// <summary>
/// Fashion-MNIST: 60,000 pictures of clothes to train with and 10,000 to test with, 28 × 28 grey pixels (Xiao, Rasul and
/// Vollgraf, Zalando). Debian's package <c>dataset-fashion-mnist</c> has it. A folder may also have the first 20,000
/// training images alone, as <c>train20k-images-idx3-ubyte.gz</c> and <c>train20k-labels-idx1-ubyte.gz</c>.
/// </summary>
public static class FashionMnist
{
    private static readonly string[] s_classNames =
    [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ];

    /// <summary>The authors' repository.</summary>
    private const string Address = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

    private static readonly NamedSet s_set = new(
        "Fashion-MNIST",
        "fashion-mnist",
        new FileGroup("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
        new FileGroup(
            "train20k-images-idx3-ubyte", "train20k-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"))
    {
        Remote =
        [
            new(Address, "train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            new(Address, "train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            new(Address, "t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            new(Address, "t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ],
    };

    /// <summary>Loads the data set (Keras: <c>fashion_mnist.load_data</c>).</summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <param name="scale">Whether pixels are divided by 255, as Keras' examples do, so that they are in [0, 1].</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">One of its files is damaged.</exception>
    /// <exception cref="IOException">One of its files cannot be read.</exception>
    public static ImageSet Load(DataOptions? options = null, bool scale = true)
        => IdxImages.Load(s_set, options, scale, s_classNames);
}
