namespace RnnGen.Data;

/// <summary>
/// MNIST: 60,000 handwritten digits to train with and 10,000 to test with, 28 × 28 grey pixels (LeCun, Cortes and Burges).
/// </summary>
public static class Mnist
{
    private static readonly NamedSet s_set = new(
        "MNIST",
        "mnist",
        new FileGroup("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
        new FileGroup("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"));

    /// <summary>Loads the data set (Keras: <c>mnist.load_data</c>).</summary>
    /// <param name="options">Where it is looked for; null for the places that <see cref="DataOptions"/> names.</param>
    /// <param name="scale">Whether pixels are divided by 255, as Keras' examples do, so that they are in [0, 1].</param>
    /// <exception cref="DataNotFoundException">It is nowhere.</exception>
    /// <exception cref="DataFormatException">One of its files is damaged.</exception>
    /// <exception cref="IOException">One of its files cannot be read.</exception>
    public static ImageSet Load(DataOptions? options = null, bool scale = true)
        => IdxImages.Load(s_set, options, scale, [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")]);
}
