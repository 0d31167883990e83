using RnnGen.Numeric.Tests.Cells;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>
/// Textbook against Fused where a recurrent layer reads an embedding: Fused code multiplies each different token once,
/// whatever the call's tokens, its rows, and the way that the loop goes through time.
/// </summary>
public class TokenProductTests
{
    private static readonly BothStyles s_styles = new(Sources());

    public static TheoryData<string> All => [.. s_styles.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Fused_equals_Textbook(string key)
    {
        (Model<int, float> textbook, Model<int, float> fused) = s_styles.Create<Model<int, float>>(key);
        ModelDescription description = textbook.Description;
        int timesteps = description.InputShape[0], vocabulary = description.Vocabulary;
        var random = new Random(7);
        (string Name, Func<int> Next)[] texts =
        [
            ("any tokens", () => random.Next(vocabulary)),
            ("one token", () => vocabulary - 1),
            ("mostly one token", () => random.Next(4) == 0 ? random.Next(vocabulary) : 0),
            ("padding alone", () => 0),
            ("any tokens again", () => random.Next(vocabulary)),
        ];

        // Full batches, batches that are not, single rows; all over what the one before has left.
        int[] sizes = description.StateSize > 0 ? [description.Batch] : [description.Batch, Math.Max(1, description.Batch - 2), 1];
        foreach ((string name, Func<int> next) in texts)
        {
            foreach (int rows in sizes)
            {
                int[] x = [.. Enumerable.Range(0, rows * timesteps).Select(_ => next())];
                float[] y = [.. Enumerable.Range(0, rows * description.TargetSize).Select(_ => random.NextSingle())];
                BothStyles.AssertClose($"{name}, {rows} rows", textbook, fused, x, y);
            }
        }
    }

    private static IEnumerable<NetworkSource> Sources()
    {
        const string Head = "[Dense(3)] [Loss(Loss.MeanSquaredError)]";
        foreach ((string name, string layers, CellSource? cell) in new (string, string, CellSource?)[]
        {
            ("simple_rnn", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [SimpleRNN(7)]", null),
            ("linear", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [Bidirectional, SimpleRNN(7, ReturnSequences = true, Activation = Activation.Linear)]", null),
            ("lstm", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(531, 33)] [LSTM(10, ReturnSequences = true)]", null),
            ("lstm_no_bias", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(20, 16)] [LSTM(3, UseBias = false)]", null),
            ("gru", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [GRU(17)]", null),
            ("gru_before", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [GRU(7, ResetAfter = false)]", null),
            ("backwards", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [LSTM(7, ReturnSequences = true, GoBackwards = true)]", null),
            ("stateful", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [LSTM(7, Stateful = true)]", null),
            ("masked", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17, MaskZero = true)] [GRU(7, ReturnSequences = true)] [LSTM(3)]", null),
            ("bi_lstm", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [Bidirectional, LSTM(7, ReturnSequences = true)]", null),
            ("bi_lstm_wide", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [Bidirectional, LSTM(32)]", null),
            ("bi_gru_sum", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17, MaskZero = true)] [Bidirectional(Merge = MergeMode.Sum), GRU(7, ReturnSequences = true)]", null),
            ("dropout", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [GRU(7, RecurrentDropout = 0.3)]", null),
            ("input_dropout", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [GRU(7, Dropout = 0.3)]", null),
            ("regularized", "[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17, EmbeddingsRegularizer = Regularizer.L2)] [LSTM(7, KernelRegularizer = Regularizer.L1)]", null),
            ("shards", "[Model(7, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [LSTM(32, ReturnSequences = true)] [GRU(7)]", null),
            ("many_words", "[Model(40, Batch = 33, Input = InputKind.Tokens)] [Embedding(531, 17)] [Bidirectional, LSTM(7)]", null),
            ("many_rows_of_gru", "[Model(40, Batch = 33, Input = InputKind.Tokens)] [Embedding(531, 33)] [GRU(3, UseBias = false)]", null),
            ("one_row", "[Model(257, Batch = 1, Input = InputKind.Tokens)] [Embedding(300, 17)] [GRU(7)]", null),
            ("few_words", "[Model(70, Batch = 1, Input = InputKind.Tokens)] [Embedding(3, 16)] [LSTM(7)]", null),
            ("one_word", "[Model(70, Batch = 2, Input = InputKind.Tokens)] [Embedding(1, 16)] [SimpleRNN(7)]", null),
            // Wide embeddings, several shards: all of them together.
            ("batch_simple_rnn", "[Model(9, Batch = 70, Input = InputKind.Tokens)] [Embedding(257, 65)] [SimpleRNN(7)]", null),
            ("batch_lstm_no_bias", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(40, 64)] [LSTM(3, UseBias = false, ReturnSequences = true)]", null),
            ("batch_gru", "[Model(17, Batch = 33, Input = InputKind.Tokens)] [Embedding(531, 64)] [GRU(17)]", null),
            ("batch_gru_before", "[Model(17, Batch = 33, Input = InputKind.Tokens)] [Embedding(531, 64)] [GRU(7, ResetAfter = false)]", null),
            ("batch_one_column", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [GRU(1, ReturnSequences = true)]", null),
            ("batch_backwards", "[Model(9, Batch = 48, Input = InputKind.Tokens)] [Embedding(257, 64)] [LSTM(7, ReturnSequences = true, GoBackwards = true)]", null),
            ("batch_stateful", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [LSTM(7, Stateful = true)]", null),
            ("batch_masked", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64, MaskZero = true)] [GRU(7, ReturnSequences = true)] [LSTM(3)]", null),
            ("batch_bi_lstm", "[Model(9, Batch = 150, Input = InputKind.Tokens)] [Embedding(257, 64)] [Bidirectional, LSTM(7, ReturnSequences = true)]", null),
            ("batch_bi_gru_sum", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64, MaskZero = true)] [Bidirectional(Merge = MergeMode.Sum), GRU(32, ReturnSequences = true)]", null),
            ("batch_dropout", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [GRU(7, RecurrentDropout = 0.3)]", null),
            ("batch_regularized", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64, EmbeddingsRegularizer = Regularizer.L2)] [LSTM(7, KernelRegularizer = Regularizer.L1)]", null),
            ("batch_few_words", "[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(3, 64)] [LSTM(7)]", null),
            ("batch_peephole", $"[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [RNN(typeof({CellSources.PeepholeLstm.Name}), 10)]", CellSources.PeepholeLstm),
            ("batch_bi_peephole", $"[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [Bidirectional, RNN(typeof({CellSources.PeepholeLstm.Name}), 10, ReturnSequences = true)]", CellSources.PeepholeLstm),
            ("batch_names", $"[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [RNN(typeof({CellSources.Names.Name}), 10)]", CellSources.Names),
            ("batch_sums", $"[Model(9, Batch = 33, Input = InputKind.Tokens)] [Embedding(257, 64)] [RNN(typeof({CellSources.Sums.Name}), 10)]", CellSources.Sums),
            ("peephole", $"[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [RNN(typeof({CellSources.PeepholeLstm.Name}), 10)]", CellSources.PeepholeLstm),
            ("bi_peephole", $"[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [Bidirectional, RNN(typeof({CellSources.PeepholeLstm.Name}), 10, ReturnSequences = true)]", CellSources.PeepholeLstm),
            ("names", $"[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [RNN(typeof({CellSources.Names.Name}), 10)]", CellSources.Names),
            ("sums", $"[Model(9, Batch = 13, Input = InputKind.Tokens)] [Embedding(40, 17)] [RNN(typeof({CellSources.Sums.Name}), 10)]", CellSources.Sums),
        })
        {
            var source = new NetworkSource($"Tokens.{name}", $"{layers} {Head}");
            yield return cell is null ? source : source with { Types = cell.Code };
        }
    }
}
