namespace RnnGen.Numeric.Tests.Gradients;

internal static partial class GradientCases
{
    /// <summary>Layers that move values: RepeatVector and Permute, first, last, and on either side of a recurrent layer.</summary>
    private static IEnumerable<GradientCase> Moves()
    {
        foreach (var (name, layers) in new[]
        {
            ("repeat", "[Model(3, Batch = 3)] [Dense(4)] [RepeatVector(3)] [Dense(2)]"),
            ("repeat_once", "[Model(3, Batch = 3)] [Dense(1)] [RepeatVector(1)] [SimpleRNN(2)]"),
            ("repeat_first", "[Model(2, Batch = 3)] [RepeatVector(5)] [GRU(3)]"),
            ("repeat_last", "[Model(2, 3, Batch = 3)] [LSTM(3)] [RepeatVector(4)]"),
            ("repeat_seq2seq", "[Model(3, 2, Batch = 3)] [LSTM(3)] [RepeatVector(5)] [LSTM(3, ReturnSequences = true)] [Dense(2)]"),
            ("repeat_bi", "[Model(3, 2, Batch = 3)] [Bidirectional, GRU(2)] [RepeatVector(2)] [Bidirectional, GRU(3, ReturnSequences = true)]"),
            ("permute", "[Model(2, 3, Batch = 3)] [Dense(4)] [Permute(2, 1)] [Dense(3, Activation = Activation.Tanh)]"),
            ("permute_first", "[Model(2, 3, Batch = 3)] [Permute(2, 1)] [LSTM(3)]"),
            ("permute_last", "[Model(2, 3, Batch = 3)] [Dense(4)] [Permute(2, 1)]"),
            ("permute_nothing", "[Model(2, 3, Batch = 3)] [Permute(1, 2)] [Dense(3)] [Permute(1, 2)] [Flatten] [Permute(1)]"),
            ("permute_sequences", "[Model(4, 3, Batch = 3)] [SimpleRNN(2, ReturnSequences = true)] [Permute(2, 1)] [GRU(3)]"),
            ("permute_after_sequences", "[Model(4, 3, Batch = 3)] [Bidirectional, LSTM(2, ReturnSequences = true)] [Permute(2, 1)] [Flatten] [Dense(2)]"),
            ("permute_312", "[Model(2, 3, 4, Batch = 3)] [Dense(5)] [Permute(3, 1, 2)] [Dense(2)]"),
            ("permute_231", "[Model(2, 3, 4, Batch = 3)] [Dense(5)] [Permute(2, 3, 1)] [Reshape(3, 10)] [LSTM(2)]"),
            ("permute_132", "[Model(2, 3, 4, Batch = 3)] [Dense(5, Activation = Activation.Relu)] [Permute(1, 3, 2)]"),
            ("permute_back", "[Model(2, 3, 4, Batch = 3)] [Dense(5)] [Permute(3, 1, 2)] [Permute(2, 3, 1)]"),
        })
        {
            yield return new(name, $"{layers} {MeanSquaredError}", Rows: 2);
        }
    }
}
