using RnnGen.Samples;
using Network = RnnGen.Samples.Experiment<float, int>;

namespace Digits;

/// <summary>The names of the networks, and what the lecture prints for them.</summary>
internal static class Networks
{
    /// <summary>Those for which the lecture prints results.</summary>
    private static readonly Network[] s_lecture =
    [
        new("simple-rnn", "SimpleRNN(64)", seed => new RnnLast(seed))
        {
            Lecture = new(0.9437, EpochSeconds: 11, StepMilliseconds: 6),
        },
        new("simple-rnn-seq", "SimpleRNN(64), all states, Dense(32)", seed => new RnnAll(seed))
        {
            Lecture = new(0.9772, EpochSeconds: 13.4, StepMilliseconds: 7),
        },
        new("lstm", "LSTM(64)", seed => new LstmLast(seed))
        {
            Lecture = new(0.9772, EpochSeconds: 20.6, StepMilliseconds: 11),
        },
        new("lstm-seq", "LSTM(64), all states", seed => new LstmAll(seed))
        {
            Lecture = new(0.9878, EpochSeconds: 19, StepMilliseconds: 10),
        },
        new("gru", "GRU(64)", seed => new GruLast(seed))
        {
            Lecture = new(0.9786, EpochSeconds: 19, StepMilliseconds: 10),
        },
        new("bi-rnn", "Bidirectional SimpleRNN(64)", seed => new BiRnn(seed))
        {
            Lecture = new(0.9718, EpochSeconds: 19.2, StepMilliseconds: 10.2),
        },
        new("bi-lstm", "Bidirectional LSTM(64)", seed => new BiLstm(seed))
        {
            Lecture = new(0.9873, EpochSeconds: 36, StepMilliseconds: 19),
        },
        new("bi-lstm-3", "3 × Bidirectional LSTM(64)", seed => new BiLstmThree(seed))
        {
            Lecture = new(0.9894, EpochSeconds: 146.4, StepMilliseconds: 77.8),
        },
    ];

    /// <summary>The two deep networks that the lecture builds without printing results.</summary>
    private static readonly Network[] s_deep =
    [
        new("simple-rnn-2", "SimpleRNN(64), SimpleRNN(32)", seed => new RnnTwo(seed)),
        new("simple-rnn-3", "2 × SimpleRNN(64), SimpleRNN(32)", seed => new RnnThree(seed)),
    ];

    private static readonly Network[] s_exercises =
    [
        new("simple-rnn-24", "SimpleRNN(24)", seed => new Rnn24(seed)),
        new("simple-rnn-32", "SimpleRNN(32)", seed => new Rnn32(seed)),
        new("simple-rnn-128", "SimpleRNN(128)", seed => new Rnn128(seed)),
        new("simple-rnn-3-seq", "SimpleRNN(64, 64, 32), all states, Dense(32)", seed => new RnnThreeAll(seed)),
        new("lstm-3", "3 × LSTM(64), all states", seed => new LstmThree(seed)),
        new("lstm-3-dropout", "3 × LSTM(64), all states, dropout", seed => new LstmThreeDropout(seed)),
        new("bi-lstm-3-seq", "Bidirectional LSTM(64, 64, 32), Dense(32)", seed => new BiLstmThreeAll(seed)),
        new("gru-3", "3 × GRU(64), all states", seed => new GruThree(seed)),
    ];

    public static readonly Catalogue<float, int> Catalogue = new()
    {
        Networks = [.. s_lecture, .. s_deep, .. s_exercises],
        Default = Named("lstm"),
        Compared = s_lecture,
        Exercises = new Dictionary<int, Network[]>
        {
            [1] = Named("simple-rnn-24", "simple-rnn-32", "simple-rnn", "simple-rnn-128"),
            [2] = Named("simple-rnn", "simple-rnn-3", "simple-rnn-3-seq"),
            [3] = Named("lstm", "lstm-seq", "lstm-3", "lstm-3-dropout"),
            [4] = Named("simple-rnn-3-seq", "bi-lstm-3-seq"),
            [5] = Named("gru", "gru-3"),
        },
    };

    private static Network[] Named(params string[] names)
        => Array.ConvertAll(names, name => s_lecture.Concat(s_deep).Concat(s_exercises).First(network => network.Name == name));
}
