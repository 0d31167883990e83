namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Networks whose input is padded: at the start, at the end, in the middle, and a row of nothing else.</summary>
internal static class MaskCases
{
    public static IEnumerable<GradientCase> All()
    {
        const string Model = "[Model(5, 3, Batch = 4)] [Masking]";
        const string Mean = "[Loss(Loss.MeanSquaredError)]";
        foreach (string kind in new[] { "SimpleRNN", "LSTM", "GRU" })
        {
            foreach (var (name, options) in new[]
            {
                ("last", ""),
                ("seq", ", ReturnSequences = true"),
                ("backwards", ", GoBackwards = true"),
                ("backwards_seq", ", GoBackwards = true, ReturnSequences = true"),
                ("stateful_seq", ", Stateful = true, ReturnSequences = true"),
                ("stateful", ", Stateful = true"),
                ("state", ", ReturnState = true"),
            })
            {
                yield return Padded($"{kind.ToLowerInvariant()}_{name}", $"{Model} [{kind}(3{options})] {Mean}");
            }

            foreach (string merge in new[] { "Concat", "Sum", "Mul", "Ave" })
                yield return Padded($"bi_{kind.ToLowerInvariant()}_{merge}", $"{Model} [Bidirectional(Merge = MergeMode.{merge}), {kind}(3, ReturnSequences = true)] {Mean}");
            yield return Padded($"bi_{kind.ToLowerInvariant()}_last", $"{Model} [Bidirectional, {kind}(3)] {Mean}");
        }

        foreach (var (name, attributes) in new[]
        {
            ("one_unit", $"{Model} [LSTM(1, ReturnSequences = true)] {Mean}"),
            ("other_value", $"[Model(5, 3, Batch = 4)] [Masking(MaskValue = 0.5)] [GRU(3, ReturnSequences = true)] {Mean}"),
            ("dense_first", $"{Model} [Dense(4)] [Dropout(0.3)] [LayerNormalization] [LSTM(3)] {Mean}"),
            ("stack", $"{Model} [LSTM(3, ReturnSequences = true)] [Bidirectional, GRU(2, ReturnSequences = true)] [SimpleRNN(2)] {Mean}"),
            ("flatten", $"{Model} [LSTM(3, ReturnSequences = true)] [Flatten] [Dense(2)] {Mean}"),
            ("global_average", $"{Model} [LSTM(3, ReturnSequences = true)] [GlobalAveragePooling1D] [Dense(2)] {Mean}"),
            ("batch_normalization", $"{Model} [BatchNormalization] [LSTM(3, ReturnSequences = true)] [BatchNormalization] [GRU(2)] {Mean}"),
            ("timedistributed_shapes", $"{Model} [TimeDistributed, Reshape(3, 1)] [Dense(2)] [TimeDistributed, Flatten] [LSTM(3)] {Mean}"),
            ("timedistributed_pool", $"{Model} [TimeDistributed, Reshape(3, 1)] [Dense(2)] [TimeDistributed, GlobalAveragePooling1D] [GRU(3)] {Mean}"),
            ("timedistributed_output", $"{Model} [TimeDistributed, Reshape(3, 1)] [Dense(2)] {Mean}"),
            ("alone", $"{Model} [Activation(Activation.Tanh)] [Dense(2)] {Mean}"),
            ("absolute", $"{Model} [LSTM(3, ReturnSequences = true)] [Dense(2)] [Loss(Loss.MeanAbsoluteError)]"),
            ("huber", $"{Model} [LSTM(3, ReturnSequences = true)] [Dense(2)] [Loss(Loss.Huber)]"),
            ("binary", $"{Model} [LSTM(3, ReturnSequences = true)] [TimeDistributed, Dense(2, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossentropy)]"),
            ("binary_logits", $"{Model} [LSTM(3, ReturnSequences = true)] [Dense(1)] [Loss(Loss.BinaryCrossentropy, FromLogits = true)]"),
            ("categorical", $"{Model} [GRU(3, ReturnSequences = true)] [Dense(3, Activation = Activation.Softmax)] [Loss(Loss.CategoricalCrossentropy)]"),
            ("categorical_logits", $"{Model} [GRU(3, ReturnSequences = true)] [Dense(3)] [Loss(Loss.CategoricalCrossentropy, FromLogits = true)]"),
            ("sparse", $"{Model} [GRU(3, ReturnSequences = true)] [Dense(3, Activation = Activation.Softmax)] [Loss(Loss.SparseCategoricalCrossentropy)]"),
            ("sparse_logits", $"{Model} [GRU(3, ReturnSequences = true)] [Dense(3)] [Loss(Loss.SparseCategoricalCrossentropy, FromLogits = true)]"),
            ("regularized", $"{Model} [LSTM(3, ReturnSequences = true, KernelRegularizer = Regularizer.L2)] {Mean}"),
            ("tokens", $"[Model(6, Batch = 4, Input = InputKind.Tokens)] [Embedding(7, 3, MaskZero = true)] [LSTM(3)] {Mean}"),
            ("tokens_seq", "[Model(6, Batch = 4, Input = InputKind.Tokens)] [Embedding(7, 3, MaskZero = true)] [Bidirectional, GRU(3, ReturnSequences = true)] [Dense(4, Activation = Activation.Softmax)] [Loss(Loss.SparseCategoricalCrossentropy)]"),
        })
        {
            yield return Padded(name, attributes);
        }
    }

    private static GradientCase Padded(string name, string attributes) => new($"masked_{name}", attributes, Rows: 4) { IsPadded = true };
}
