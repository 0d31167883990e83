namespace RnnGen.Numeric.Tests.Gradients;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> BidirectionalLayers() =>
    [
        .. Cells.SelectMany(cell => MergeModes(cell.Name, cell.Kind, cell.Arguments)),
        .. BidirectionalOptions(),
        .. BidirectionalStacks(),
    ];

    /// <summary>Each merge with sequences and last outputs, in sizes that differ from one to the next.</summary>
    private static IEnumerable<GradientCase> MergeModes(string name, string kind, string arguments)
    {
        (int Timesteps, int Features, int Units)[] sizes = [(4, 3, 3), (5, 1, 2), (2, 2, 5), (3, 7, 1)];
        foreach (MergeMode merge in Enum.GetValues<MergeMode>())
        {
            foreach (bool sequences in new[] { true, false })
            {
                (int t, int f, int u) = sizes[((int)merge + (sequences ? 0 : 1)) % sizes.Length];
                string options = sequences ? ", ReturnSequences = true" : "";
                yield return new(
                    $"bi_{name}_{merge}_{(sequences ? "seq" : "last")}",
                    $"[Model({t}, {f}, Batch = 3)] [Bidirectional(Merge = MergeMode.{merge}), {kind}({u}{arguments}{options})] {MeanSquaredError}",
                    Rows: sequences ? 3 : 2);
            }
        }
    }

    /// <summary>Each option with LSTM and, in turn, with one of the other cells.</summary>
    private static IEnumerable<GradientCase> BidirectionalOptions()
    {
        (string Option, string Wrapper, string Text, int Rows)[] options =
        [
            ("nobias_seq", "", "UseBias = false, ReturnSequences = true", 3),
            ("state", "", "ReturnState = true", 3),
            ("seq_state", "", "ReturnSequences = true, ReturnState = true", 2),
            ("sum_seq_state", "(Merge = MergeMode.Sum)", "ReturnSequences = true, ReturnState = true", 3),
            ("stateful", "", "Stateful = true", 3),
            ("stateful_seq", "", "Stateful = true, ReturnSequences = true", 3),
            ("stateful_mul_dropouts", "(Merge = MergeMode.Mul)", "Stateful = true, ReturnSequences = true, Dropout = 0.3, RecurrentDropout = 0.2", 3),
            ("dropout_seq", "", "Dropout = 0.4, ReturnSequences = true", 3),
            ("recurrent_dropout_seq", "", "RecurrentDropout = 0.3, ReturnSequences = true", 2),
            ("backwards", "", "GoBackwards = true", 3),
            ("backwards_seq", "", "GoBackwards = true, ReturnSequences = true", 3),
            ("ave_backwards_seq_state", "(Merge = MergeMode.Ave)", "GoBackwards = true, ReturnSequences = true, ReturnState = true", 2),
            ("softmax_seq", "", "Activation = Activation.Softmax, ReturnSequences = true", 3),
            ("gelu_seq", "", "Activation = Activation.Gelu, ReturnSequences = true", 3),
            ("linear_seq", "", "Activation = Activation.Linear, ReturnSequences = true", 3),
            ("regularized_seq", "", "ReturnSequences = true, KernelRegularizer = Regularizer.L2, RecurrentRegularizer = Regularizer.L1, BiasRegularizer = Regularizer.L2", 3),
        ];
        var others = Cells.Where(cell => cell.Name != "lstm").ToArray();
        for (int i = 0; i < options.Length; i++)
        {
            (string option, string wrapper, string text, int rows) = options[i];
            foreach (var (name, kind, arguments) in new[] { Cells.First(cell => cell.Name == "lstm"), others[i % others.Length] })
            {
                yield return new(
                    $"bi_{name}_{option}",
                    $"[Model(4, 3, Batch = 3)] [Bidirectional{wrapper}, {kind}(3{arguments}, {text})] {MeanSquaredError}",
                    rows);
            }
        }

        foreach (var (name, kind, arguments) in Cells)
        {
            yield return new(
                $"bi_{name}_one_timestep",
                $"[Model(1, 2, Batch = 2)] [Bidirectional, {kind}(3{arguments}, ReturnSequences = true)] [Flatten] [Dense(2)] {MeanSquaredError}",
                Rows: 2);
            yield return new(
                $"bi_{name}_one_row",
                $"[Model(3, 2, Batch = 1)] [Bidirectional, {kind}(1{arguments}, ReturnSequences = true)] {MeanSquaredError}",
                Rows: 1);
        }
    }

    private static IEnumerable<GradientCase> BidirectionalStacks()
    {
        foreach (var (name, kind, arguments) in Cells)
        {
            yield return new(
                $"bi_stack_{name}",
                $"""
                [Model(5, 3, Batch = 4)]
                [Bidirectional, {kind}(3{arguments}, ReturnSequences = true)]
                [Bidirectional, {kind}(2{arguments}, ReturnSequences = true)]
                [Bidirectional, {kind}(1{arguments})]
                [Dense(3)]
                {MeanSquaredError}
                """,
                Rows: 3);
        }

        yield return new(
            "bi_stack_merges",
            $"""
            [Model(4, 3, Batch = 3)]
            [Dense(4)]
            [Bidirectional(Merge = MergeMode.Sum), LSTM(3, ReturnSequences = true, Dropout = 0.2)]
            [Bidirectional(Merge = MergeMode.Mul), GRU(4, ReturnSequences = true)]
            [Bidirectional(Merge = MergeMode.Ave), SimpleRNN(3, ReturnSequences = true)]
            [Bidirectional, GRU(3, ReturnSequences = true, ResetAfter = false)]
            [Flatten]
            [Dense(4, Activation = Activation.Softmax)]
            [Loss(Loss.SparseCategoricalCrossentropy)]
            """,
            Rows: 3);
        yield return new(
            "bi_stack_between",
            $"""
            [Model(4, 2, Batch = 2)]
            [GRU(3, ReturnSequences = true)]
            [Bidirectional, LSTM(2, ReturnSequences = true)]
            [Dense(3, Activation = Activation.Tanh)]
            [LSTM(3, GoBackwards = true, ReturnSequences = true)]
            [Bidirectional, SimpleRNN(2, ReturnSequences = true)]
            [TimeDistributed, Dense(2)]
            {MeanSquaredError}
            """,
            Rows: 2);
        yield return new(
            "bi_stack_twice_read",
            $"""
            [Model(3, 2, Batch = 2)]
            [Bidirectional, LSTM(3, ReturnSequences = true, Dropout = 0.2, RecurrentDropout = 0.2)]
            [Dropout(0.3)]
            [Bidirectional, LSTM(2, Dropout = 0.3)]
            {MeanSquaredError}
            """,
            Rows: 2);
    }
}
