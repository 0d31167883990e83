using RnnGen.Samples;

namespace Digits;

/// <summary>The page of documentation with the table: docs/mnist.md.</summary>
internal static class Page
{
    private const string Averaged =
        """
        Accuracy: with the weights after the last step, as in the lecture. Averaged: of the same trainings, with the moving average of the
        weights that Adam keeps beside them (`new Adam(0.001f) { UseEma = true, EmaMomentum = 0.999f }`, as `use_ema` in Keras): an average
        of about the last thousand steps, half an epoch. The weights still move with each batch when training ends; their average does not.


        """;

    public static string Write(IReadOnlyList<Trial<float, int>> trials, TrainingOptions options, string arguments)
        => $"""
        # MNIST, beside the lecture

        The networks of [sample 05](../samples/05-Mnist/README.md), trained as in the lecture: 60,000 images, {options.Epochs} epochs,
        batches of 32, Adam with learning rate 0.001; tested on 10,000 images. Each network was trained with the seeds
        {string.Join(", ", options.Seeds)}; accuracies are medians of these. The lecture trained each once, with TensorFlow on a machine that it
        does not name, so the times are orders of magnitude.
        [How much one training tells, and what PyTorch reaches](accuracy.md), stands on a page of its own.

        {Comparison.Of(trials).ToMarkdown().TrimEnd()}

        {(options.Ema ? Averaged : "")}s/epoch: seconds of one pass over the training data; ms/step: milliseconds of one training step
        with 32 images. Times are those of the fastest epoch, since other work on the machine only adds to them; the lecture's are
        the means of what it prints.

        Written by this command, which anyone can run:

        ```
        dotnet run -c Release --project samples/05-Mnist -- {arguments}
        ```

        on {Machine.Description}.

        """;
}
