using RnnGen.Data;
using RnnGen.Reports;

namespace RnnGen.Samples;

/// <summary>Trains networks on images, as the lecture does, and shows what they see in the first ten.</summary>
public static class ImageCourse
{
    private const int Pictures = 10;

    /// <summary>Runs it.</summary>
    /// <param name="title">What the page is called.</param>
    /// <param name="experiments">The networks.</param>
    /// <param name="images">The data.</param>
    /// <param name="options">How long, how often.</param>
    /// <returns>The trainings, until Ctrl-C.</returns>
    public static IReadOnlyList<Trial<float, int>> Run(
        string title, IReadOnlyList<Experiment<float, int>> experiments, ImageSet images, TrainingOptions options)
    {
        Dataset<float, int> test = options.Limit(images.Test);
        return Course.Run(
            title,
            experiments,
            options.Limit(images.Train),
            test,
            () => new Adam(learningRate: 0.001f) { UseEma = options.Ema, EmaMomentum = options.EmaMomentum },
            options,
            (trial, page) => Show(trial, images, test, page));
    }

    private static void Show(Trial<float, int> trial, ImageSet images, Dataset<float, int> test, Report page)
    {
        int[] predictions = ConfusionMatrix.ArgMax(trial.Model.Predict(test.X.Span), images.ClassNames.Count);
        Dataset<float, int> first = test.Slice(0, Math.Min(Pictures, test.Count));
        ImageCaption[] captions =
            [.. first.Y.ToArray().Zip(predictions, (target, prediction) => ImageCaption.Of(target, prediction, images.ClassNames))];

        if (images.Channels == 1)
            Terminal.WriteLine(Sketch.Images(first.X.Span, images.Height, images.Width, captions, Terminal.Screen.Profile.Width));
        page.AddConfusionMatrix(new ConfusionMatrix(test.Y.Span, predictions, images.ClassNames))
            .AddImages("The first images of the test data", first.X.Span, images.Height, images.Width, images.Channels, captions);
    }
}
