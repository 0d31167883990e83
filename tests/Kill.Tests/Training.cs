using RnnGen.Tests;

namespace RnnGen.Kill.Tests;

/// <summary>The trainings that are killed: a few tenths of a second each, saved every few batches.</summary>
internal static class Training
{
    public static readonly string[] Kinds = ["noisy", "carrying"];

    /// <summary>Trains, from the checkpoint if there is one, and gives all that training leaves behind, bit for bit.</summary>
    /// <param name="kind">Which training.</param>
    /// <param name="checkpoint">The file.</param>
    public static string Run(string kind, string checkpoint)
        => kind == "noisy" ? Noisy(new Checkpoint(checkpoint, everyBatches: 3)) : Carrying(new Checkpoint(checkpoint, everyBatches: 2));

    private static string Noisy(Checkpoint checkpoint)
    {
        var random = new Random(1);
        float[] x = Values(random, 300 * 15);
        int[] y = [.. Enumerable.Range(0, 300).Select(_ => random.Next(4))];
        var model = new NoisyModel(seed: 1);
        var nadam = new Nadam(0.01f);
        History history = model.Fit(
            x, y, nadam, epochs: 6, validationSplit: 0.1f, verbose: Verbosity.Silent, callbacks: [new Halving(nadam), checkpoint]);
        return Bits.Of(model, nadam, history);
    }

    private static string Carrying(Checkpoint checkpoint)
    {
        var random = new Random(2);
        float[] x = Values(random, 20 * 33 * 8), y = Values(random, 20 * 33 * 2);
        var model = new CarryingModel(seed: 1);
        var adam = new Adam(amsgrad: true);
        History history = model.Fit(
            x, y, adam, epochs: 8, verbose: Verbosity.Silent, callbacks: [new ResetStatesEachEpoch(), checkpoint]);
        return Bits.Of(model, adam, history);
    }

    private static float[] Values(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private sealed class Halving(Optimizer optimizer) : Callback
    {
        public override void OnEpochEnd(int epoch, Logs logs) => optimizer.LearningRate /= 2;
    }
}
