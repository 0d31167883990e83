using System.Globalization;

namespace RnnGen.Data;

/// <summary>Data sets of grey images in four IDX files: MNIST and those made after it.</summary>
internal static class IdxImages
{
    /// <summary>Loads a data set whose forms name images and labels to train with, then those to test with.</summary>
    public static ImageSet Load(NamedSet set, DataOptions? options, bool scale, string[] classNames)
    {
        string[] paths = set.Find(options).Paths;
        (Dataset<float, int> train, IReadOnlyList<int> trainShape) = Load(paths[0], paths[1], scale, classNames.Length);
        (Dataset<float, int> test, IReadOnlyList<int> testShape) = Load(paths[2], paths[3], scale, classNames.Length);
        if (!trainShape.Skip(1).SequenceEqual(testShape.Skip(1)))
        {
            throw new DataFormatException(
                paths[2], $"images of {testShape[1]} × {testShape[2]}", $"{trainShape[1]} × {trainShape[2]} as in {paths[0]}");
        }

        return new ImageSet(train, test, (trainShape[1], trainShape[2], 1), classNames);
    }

    private static (Dataset<float, int> Data, IReadOnlyList<int> Shape) Load(
        string imagePath, string labelPath, bool scale, int classes)
    {
        NumericArray images = Idx.Read(imagePath, NumericType.UInt8, axes: 3);
        NumericArray labels = Idx.Read(labelPath, NumericType.UInt8, axes: 1);
        if (images.Length == 0)
            throw new DataFormatException(imagePath, $"no pixels (shape {ShapeText.Tuple([.. images.Shape])})", "images", offset: 4);
        if (labels.Length != images.Shape[0])
        {
            throw new DataFormatException(
                labelPath,
                string.Create(CultureInfo.InvariantCulture, $"{labels.Length:N0} labels"),
                string.Create(CultureInfo.InvariantCulture, $"{images.Shape[0]:N0}, one for each image of {imagePath}"),
                offset: 4);
        }

        ReadOnlySpan<byte> bytes = labels.AsSpan<byte>();
        int wrong = bytes.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
            throw new DataFormatException(labelPath, $"label {bytes[wrong]}", $"0 to {classes - 1}", offset: 8 + wrong);

        float[] x = new float[images.Length];
        ReadOnlySpan<float> values = Pixels.Values(scale);
        ReadOnlySpan<byte> pixels = images.AsSpan<byte>();
        for (int i = 0; i < x.Length; i++)
            x[i] = values[pixels[i]];
        return (Dataset.Create(x, labels.ToInt32(), labels.Length), images.Shape);
    }
}
