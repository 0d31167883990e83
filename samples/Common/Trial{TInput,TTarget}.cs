namespace RnnGen.Samples;

/// <summary>One training of a network, and what came out.</summary>
/// <typeparam name="TInput">Type of the input's elements.</typeparam>
/// <typeparam name="TTarget">Type of the target's elements.</typeparam>
public sealed class Trial<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    internal Trial(Experiment<TInput, TTarget> experiment, Model<TInput, TTarget> model, History history)
        => (Experiment, Model, History) = (experiment, model, history);

    /// <summary>What was trained.</summary>
    public Experiment<TInput, TTarget> Experiment { get; }

    /// <summary>The trained network; with averaged weights, if they were kept.</summary>
    public Model<TInput, TTarget> Model { get; }

    /// <summary>The course of training.</summary>
    public History History { get; }

    /// <summary>
    /// Loss and accuracy of the test data, with the weights after the last step; where they were averaged and the training was
    /// cancelled, with the averages.
    /// </summary>
    public required Evaluation Test { get; init; }

    /// <summary>The same with the averages; null where none were kept to the end.</summary>
    public required Evaluation? EmaTest { get; init; }

    /// <summary>Seconds of each epoch, validation included; empty if not one was completed.</summary>
    public required IReadOnlyList<double> EpochSeconds { get; init; }

    /// <summary>Milliseconds of a training step, in each epoch.</summary>
    public required IReadOnlyList<double> StepMilliseconds { get; init; }

    /// <summary>Milliseconds of a step of testing.</summary>
    public required double TestMilliseconds { get; init; }
}
