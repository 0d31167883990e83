namespace RnnGen.Runtime.Tests.Checkpoints;

/// <summary>The optimizers, by name, with state of all kinds.</summary>
internal static class Trainings
{
    public static TheoryData<string> Optimizers => [.. Makers.Keys];

    public static IReadOnlyDictionary<string, Func<Optimizer>> Makers { get; } = new Dictionary<string, Func<Optimizer>>
    {
        ["sgd"] = () => new SGD(),
        ["momentum"] = () => new SGD(momentum: 0.9) { WeightDecay = 0.01f },
        ["rmsprop"] = () => new RMSprop(momentum: 0.5, centered: true),
        ["adam"] = () => new Adam(0.01f),
        ["amsgrad"] = () => new Adam(amsgrad: true) { GlobalClipNorm = 1 },
        ["adamw"] = () => new AdamW(),
        ["nadam"] = () => new Nadam(1 / 90f),
        ["adamax"] = () => new Adamax(),
        ["adagrad"] = () => new Adagrad(),
        ["adadelta"] = () => new Adadelta(0.1f),
        ["average"] = () => new Adam(0.01f) { UseEma = true, EmaMomentum = 0.8f },
        ["average, overwritten"] = () => new SGD(0.1f) { UseEma = true, EmaMomentum = 0.8f, EmaOverwriteFrequency = 4 },
    };

    public static (float[] X, int[] Y) Rows(int count)
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, count * 15).Select(_ => random.NextSingle() - 0.5f)];
        int[] y = [.. Enumerable.Range(0, count).Select(_ => random.Next(4))];
        return (x, y);
    }

    public static (float[] X, float[] Y) Sequences(int batches)
    {
        var random = new Random(2);
        float[] x = [.. Enumerable.Range(0, batches * 33 * 8).Select(_ => random.NextSingle() - 0.5f)];
        float[] y = [.. Enumerable.Range(0, batches * 33 * 2).Select(_ => random.NextSingle())];
        return (x, y);
    }
}

/// <summary>Halves the learning rate, and has a number of its own in the history from the second epoch on.</summary>
internal sealed class Halving(Optimizer optimizer) : Callback
{
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        optimizer.LearningRate /= 2;
        if (epoch > 0)
            logs["learning_rate"] = optimizer.LearningRate;
    }
}

/// <summary>Does something once so many batches have been trained.</summary>
internal sealed class After(int batches, Action<Callback> act) : Callback
{
    private int _batches;

    public override void OnBatchEnd(int batch, Logs logs)
    {
        if (++_batches == batches)
            act(this);
    }
}
