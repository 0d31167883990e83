using System.Numerics.Tensors;
using RnnGen;

namespace Nabiya;

/// <summary>One of the four experiments of the lecture: a network, and what it is fed with.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What it is.</param>
/// <param name="Epochs">
/// How often it goes through the song in training. The LSTM needs more than the others: it has to tell windows apart
/// that differ little, and nothing before a window helps it.
/// </param>
/// <param name="Features">Turns a note into the values that the network reads for it.</param>
/// <param name="Create">Makes the network; the seed determines its first weights.</param>
internal sealed record Experiment(
    string Name, string Title, int Epochs, Func<int, float[]> Features, Func<int, Model<float, int>> Create)
{
    public static readonly Experiment[] All =
    [
        new("mlp", "MLP (Dense), 4 inputs", 500, Song.OneFeature, seed => new Mlp(seed)),
        new("lstm", "LSTM, 1 feature", 1500, Song.OneFeature, seed => new OneFeatureLstm(seed)),
        new("stateful", "Stateful LSTM, 1 feature", 500, Song.OneFeature, seed => new StatefulLstm(seed)),
        new("stateful2", "Stateful LSTM, 2 features", 500, Song.TwoFeatures, seed => new TwoFeatureStatefulLstm(seed)),
    ];

    /// <summary>Trains on the 50 windows: notes 1–4 with note 5 as label, notes 2–5 with note 6, and so on.</summary>
    public History Train(Model<float, int> model, int epochs, Callback progress, CancellationToken stop)
    {
        float[] x = [.. Enumerable.Range(0, Song.Labels.Length).SelectMany(first => Window(Song.Notes, first))];

        // Adam divides each step by how large the gradients have been lately. Once the song is learned they are tiny,
        // so its steps grow, until one of them destroys what was learned. With amsgrad it goes by the largest ever.
        var optimizer = new Adam(learningRate: 0.003f, amsgrad: true);

        // Where the lecture resets the state: after each epoch, because the next one starts with the first note again.
        // For the networks without state this does nothing. Fit takes the windows of a stateful network in their order
        // (shuffle=False in the lecture), those of the others in a new order each epoch.
        var resetStates = new ResetStatesEachEpoch();

        return model.Fit(
            x,
            Song.Labels,
            optimizer,
            epochs,
            verbose: Verbosity.Silent,
            callbacks: [resetStates, progress],
            cancellationToken: stop);
    }

    /// <summary>The lecture's partial prediction: the network always reads four true notes and says the next.</summary>
    public int[] PredictOneStep(Model<float, int> model) => Predict(model, feedBack: false);

    /// <summary>The lecture's full prediction: it gets the first four notes, then reads what it said itself.</summary>
    public int[] PredictFullSong(Model<float, int> model) => Predict(model, feedBack: true);

    private int[] Predict(Model<float, int> model, bool feedBack)
    {
        int[] predicted = new int[Song.Notes.Length];
        Song.Notes.AsSpan(0, Song.Window).CopyTo(predicted);
        int[] read = feedBack ? predicted : Song.Notes;

        // The song starts anew. From here on the state stays: each window continues the one before it.
        model.ResetStates();
        for (int next = Song.Window; next < predicted.Length; next++)
        {
            ReadOnlySpan<float> probabilities = model.Predict(Window(read, next - Song.Window));
            predicted[next] = TensorPrimitives.IndexOfMax(probabilities);
        }

        return predicted;
    }

    /// <summary>The input values of the four notes from the first on.</summary>
    private float[] Window(int[] notes, int first)
        => [.. notes.Skip(first).Take(Song.Window).SelectMany(Features)];
}
