using RnnGen.IO;

namespace RnnGen;

/// <summary>One weight of a model: where it lies, and how it starts.</summary>
/// <param name="Layer">Name of its layer: <c>lstm</c>.</param>
/// <param name="Name">Its name in Keras: <c>kernel</c>, <c>recurrent_kernel</c>, <c>bias</c>.</param>
/// <param name="Shape">Its shape, row-major: (features, 4·units).</param>
/// <param name="Offset">
/// Index of its first element in <see cref="Model.Parameters"/>; in <see cref="Model.NonTrainableWeights"/> if it is not
/// trained.
/// </param>
/// <param name="Initializer">How it starts.</param>
public sealed record WeightDescription(string Layer, string Name, int[] Shape, int Offset, Initializer Initializer)
{
    /// <summary>
    /// Whether optimizers train it. False for a moving average, which the forward pass updates while training.
    /// </summary>
    public bool Trainable { get; init; } = true;

    /// <summary>The initializer's arguments as given; those not given take Keras' defaults.</summary>
    public double[] Arguments { get; init; } = [];

    /// <summary>First of the elements that are set to one after the initializer (an LSTM's unit forget bias).</summary>
    public int OnesStart { get; init; }

    /// <summary>Number of the elements that are set to one after the initializer.</summary>
    public int OnesCount { get; init; }

    /// <summary>Number of elements.</summary>
    public int Size => ShapeText.Size(Shape);

    /// <summary>Layer and name, as messages print it: <c>lstm/kernel</c>.</summary>
    internal string Path => $"{Layer}/{Name}";

    /// <summary>Layer and name, as weight files have it: <c>lstm.kernel</c>.</summary>
    internal string FileName => FileNames.Weight(Layer, Name);
}
