namespace RnnGen.Data;

/// <summary>
/// Images with labels, for training and for testing: one image a row, <c>Height × Width × Channels</c> values, the
/// channels of a pixel side by side, as Keras has them. <c>var (train, test) = Mnist.Load();</c> takes it apart.
/// </summary>
public sealed class ImageSet
{
    internal ImageSet(
        Dataset<float, int> train, Dataset<float, int> test, (int Height, int Width, int Channels) shape, string[] classNames)
    {
        (Train, Test, ClassNames) = (train, test, classNames);
        (Height, Width, Channels) = shape;
    }

    /// <summary>The images to train with, each with its label.</summary>
    public Dataset<float, int> Train { get; }

    /// <summary>The images to test with.</summary>
    public Dataset<float, int> Test { get; }

    /// <summary>Rows of pixels of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels of an image.</summary>
    public int Width { get; }

    /// <summary>Values of a pixel: 1 for grey, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>The name of each label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Takes it apart, as Keras' <c>load_data</c> returns it.</summary>
    /// <param name="train">The images to train with.</param>
    /// <param name="test">The images to test with.</param>
    public void Deconstruct(out Dataset<float, int> train, out Dataset<float, int> test) => (train, test) = (Train, Test);
}
