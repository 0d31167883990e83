namespace RnnGen.Samples;

/// <summary>One network of a sample.</summary>
/// <typeparam name="TInput">Type of the input's elements.</typeparam>
/// <typeparam name="TTarget">Type of the target's elements.</typeparam>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it is, layer by layer.</param>
/// <param name="Create">Makes it; the seed determines its first weights.</param>
public sealed record Experiment<TInput, TTarget>(string Name, string Title, Func<int, Model<TInput, TTarget>> Create)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>What the lecture prints for it; null where it prints nothing.</summary>
    public LectureResult? Lecture { get; init; }
}

/// <summary>What the lecture prints for a network, after its last epoch.</summary>
/// <param name="Accuracy">Test accuracy, 0 to 1.</param>
/// <param name="EpochSeconds">Seconds of an epoch, the mean of those printed.</param>
/// <param name="StepMilliseconds">Milliseconds of a training step, the mean of those printed.</param>
public sealed record LectureResult(double Accuracy, double EpochSeconds, double StepMilliseconds);
