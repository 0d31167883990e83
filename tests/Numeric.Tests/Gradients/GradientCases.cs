namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Every layer and option, in sizes that no loop is unrolled for: 1, 3 and 7; 1, 2 and 5 timesteps.</summary>
internal static partial class GradientCases
{
    private const string MeanSquaredError = "[Loss(Loss.MeanSquaredError)]";

    /// <summary>The recurrent cells: their name in tests, their attribute, and arguments that are always given.</summary>
    private static readonly (string Name, string Kind, string Arguments)[] Cells =
    [
        ("simplernn", "SimpleRNN", ""),
        ("lstm", "LSTM", ""),
        ("gru", "GRU", ""),
        ("grureset", "GRU", ", ResetAfter = false"),
    ];

    public static IEnumerable<GradientCase> All() =>
    [
        .. Cells.SelectMany(cell => RecurrentOptions(cell.Name, cell.Kind, cell.Arguments)),
        .. Cells.SelectMany(cell => RecurrentActivations(cell.Name, cell.Kind, cell.Arguments)),
        .. Stacks(),
        .. BidirectionalLayers(),
        .. DenseLayers(),
        .. OtherLayers(),
        .. Moves(),
        .. Embeddings(),
        .. MaskCases.All(),
        .. Regularizers(),
        .. LossFunctions(),
        .. Polynomials(),
        .. WindowCases.All(),
        .. CellCases.All(),
    ];

    private static IEnumerable<GradientCase> RecurrentOptions(string name, string kind, string arguments)
    {
        // Sizes first: (timesteps, features, units, batch, rows).
        foreach (var (t, f, u, batch, rows) in new[]
        {
            (1, 1, 1, 1, 1), (2, 7, 3, 3, 1), (5, 3, 7, 4, 3), (5, 1, 3, 3, 3), (1, 3, 1, 3, 3),
        })
        {
            yield return new(
                $"{name}_{t}x{f}_{u}_{rows}of{batch}",
                $"[Model({t}, {f}, Batch = {batch})] [{kind}({u}{arguments})] {MeanSquaredError}",
                rows);
        }

        // Then each option: its name, its arguments, and how many rows of a batch of 3 are used.
        foreach (var (option, text, rows) in new[]
        {
            ("nobias", "UseBias = false", 3),
            ("seq", "ReturnSequences = true", 1),
            ("backwards", "GoBackwards = true", 3),
            ("backwards_seq", "GoBackwards = true, ReturnSequences = true", 3),
            ("stateful", "Stateful = true", 3),
            ("stateful_seq", "Stateful = true, ReturnSequences = true", 3),
            ("stateful_dropouts", "Stateful = true, Dropout = 0.3, RecurrentDropout = 0.2", 3),
            ("dropout", "Dropout = 0.4", 3),
            ("recurrent_dropout", "RecurrentDropout = 0.3", 3),
            ("dropouts_seq", "Dropout = 0.2, RecurrentDropout = 0.5, ReturnSequences = true", 2),
            ("state", "ReturnState = true", 3),
            ("seq_state", "ReturnSequences = true, ReturnState = true", 3),
            ("backwards_seq_state_nobias", "GoBackwards = true, ReturnSequences = true, ReturnState = true, UseBias = false", 2),
            ("regularized", "KernelRegularizer = Regularizer.L2, RecurrentRegularizer = Regularizer.L1, BiasRegularizer = Regularizer.L1L2, BiasRegularizerArguments = new[] { 0.03, 0.05 }", 3),
        })
        {
            yield return new(
                $"{name}_{option}",
                $"[Model(4, 3, Batch = 3)] [{kind}(3{arguments}, {text})] {MeanSquaredError}",
                rows);
        }
    }

    private static IEnumerable<GradientCase> RecurrentActivations(string name, string kind, string arguments)
    {
        Activation[] activations = Enum.GetValues<Activation>();
        for (int i = 0; i < activations.Length; i++)
        {
            // Gated cells take another function for their gates, so that each stands in both places once.
            string recurrent = kind == "SimpleRNN"
                ? ""
                : $", RecurrentActivation = Activation.{activations[(i + 4) % activations.Length]}";
            yield return new(
                $"{name}_{activations[i]}",
                $"[Model(3, 2, Batch = 3)] [{kind}(3{arguments}, Activation = Activation.{activations[i]}{recurrent})] {MeanSquaredError}",
                Rows: 3)
            {
                WeightScale = 0.5,
            };
        }
    }

    private static IEnumerable<GradientCase> Stacks()
    {
        foreach (var (name, kind, arguments) in Cells)
        {
            yield return new(
                $"stack_{name}",
                $"""
                [Model(5, 3, Batch = 4)]
                [{kind}(7{arguments}, ReturnSequences = true)]
                [{kind}(3{arguments}, ReturnSequences = true)]
                [{kind}(1{arguments})]
                [Dense(3)]
                {MeanSquaredError}
                """,
                Rows: 3);
        }

        yield return new(
            "stack_mixed",
            $"""
            [Model(4, 3, Batch = 3)]
            [LSTM(3, ReturnSequences = true, Dropout = 0.2)]
            [GRU(4, ReturnSequences = true, GoBackwards = true, RecurrentDropout = 0.2)]
            [SimpleRNN(3, ReturnSequences = true)]
            [Dense(4, Activation = Activation.Tanh)]
            [GRU(3, ResetAfter = false)]
            [Dense(4, Activation = Activation.Softmax)]
            [Loss(Loss.SparseCategoricalCrossentropy)]
            """,
            Rows: 2);
        yield return new(
            "stack_stateful",
            $"""
            [Model(3, 2, Batch = 2)]
            [LSTM(3, ReturnSequences = true, Stateful = true)]
            [GRU(3, ReturnSequences = true, Stateful = true)]
            [SimpleRNN(3, Stateful = true)]
            {MeanSquaredError}
            """,
            Rows: 2);
        yield return new(
            "stack_one_stateful",
            $"""
            [Model(3, 2, Batch = 2)]
            [LSTM(3, ReturnSequences = true)]
            [GRU(3, Stateful = true)]
            {MeanSquaredError}
            """,
            Rows: 2);
        yield return new(
            "stack_backwards_twice",
            $"""
            [Model(4, 2, Batch = 2)]
            [LSTM(3, ReturnSequences = true, GoBackwards = true)]
            [LSTM(3, GoBackwards = true)]
            {MeanSquaredError}
            """,
            Rows: 2);
    }

    private static IEnumerable<GradientCase> DenseLayers()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            yield return new(
                $"dense_{activation}",
                $"[Model(7, Batch = 3)] [Dense(3, Activation = Activation.{activation})] [Dense(3)] {MeanSquaredError}",
                Rows: 3);
            yield return new(
                $"activation_{activation}",
                $"[Model(2, 3, Batch = 3)] [Dense(3)] [Activation(Activation.{activation})] [Dense(2, UseBias = false)] {MeanSquaredError}",
                Rows: 2);
        }

        foreach (var (shape, rows) in new[] { ("1", 1), ("3", 3), ("2, 3", 2), ("5, 1", 1), ("2, 3, 7", 3), ("1, 2, 1", 1) })
        {
            string name = shape.Replace(", ", "x", StringComparison.Ordinal);
            yield return new($"dense_on_{name}", $"[Model({shape}, Batch = 3)] [Dense(3)] {MeanSquaredError}", rows);
            yield return new(
                $"dense_twice_on_{name}",
                $"[Model({shape}, Batch = 3)] [Dense(7, UseBias = false, Activation = Activation.Tanh)] [Dense(1)] {MeanSquaredError}",
                rows);
        }
    }

    private static IEnumerable<GradientCase> OtherLayers()
    {
        foreach (var (name, layers) in new[]
        {
            ("flatten", "[Model(3, 2, Batch = 3)] [Dense(3)] [Flatten] [Dense(2)]"),
            ("flatten_sequences", "[Model(3, 2, Batch = 3)] [GRU(3, ReturnSequences = true)] [Flatten] [Dense(2)]"),
            ("flatten_first", "[Model(3, 2, Batch = 3)] [Flatten] [Dense(2)]"),
            ("flatten_flat", "[Model(3, Batch = 3)] [Dense(3)] [Flatten] [Dense(2)]"),
            ("reshape", "[Model(6, Batch = 3)] [Dense(6)] [Reshape(3, 2)] [LSTM(3)]"),
            ("reshape_rest", "[Model(2, 3, Batch = 3)] [Dense(4)] [Reshape(4, -1)] [Dense(2)]"),
            ("reshape_sequences", "[Model(4, 2, Batch = 3)] [SimpleRNN(3, ReturnSequences = true)] [Reshape(2, 6)] [SimpleRNN(2)]"),
            ("reshape_last", "[Model(4, Batch = 3)] [Dense(6)] [Reshape(2, 3)]"),
            ("dropout", "[Model(7, Batch = 3)] [Dense(7)] [Dropout(0.4)] [Dense(3)]"),
            ("dropout_first", "[Model(7, Batch = 3)] [Dropout(0.4)] [Dense(3)]"),
            ("dropout_last", "[Model(3, Batch = 3)] [Dense(7)] [Dropout(0.3)]"),
            ("dropout_sequences", "[Model(3, 2, Batch = 3)] [LSTM(3, ReturnSequences = true)] [Dropout(0.4)] [GRU(3)] [Dropout(0.2)] [Dense(3)]"),
            ("dropout_zero", "[Model(3, Batch = 3)] [Dense(7)] [Dropout(0)] [Dense(2)]"),
            ("timedistributed", "[Model(3, 2, Batch = 3)] [LSTM(3, ReturnSequences = true)] [TimeDistributed, Dense(3, Activation = Activation.Tanh)]"),
            ("timedistributed_first", "[Model(3, 2, Batch = 3)] [TimeDistributed, Dense(3)] [GRU(2)]"),
        })
        {
            yield return new(name, $"{layers} {MeanSquaredError}", Rows: 2);
        }
    }

    private static IEnumerable<GradientCase> Embeddings()
    {
        foreach (var (name, layers) in new[]
        {
            ("scan", "[Model(5, Batch = 3, Input = InputKind.Tokens)] [Embedding(7, 3)] [LSTM(3)]"),
            ("one_word", "[Model(4, Batch = 3, Input = InputKind.Tokens)] [Embedding(1, 1)] [GRU(2, ReturnSequences = true)]"),
            ("flatten", "[Model(4, Batch = 3, Input = InputKind.Tokens)] [Embedding(5, 2)] [Flatten] [Dense(2)]"),
            ("dropout", "[Model(4, Batch = 3, Input = InputKind.Tokens)] [Embedding(5, 7)] [Dropout(0.3)] [SimpleRNN(3)]"),
            ("one_token", "[Model(1, Batch = 3, Input = InputKind.Tokens)] [Embedding(6, 3)] [Flatten] [Dense(2)]"),
            ("alone", "[Model(3, Batch = 3, Input = InputKind.Tokens)] [Embedding(6, 3)]"),
            ("regularized", "[Model(3, Batch = 3, Input = InputKind.Tokens)] [Embedding(9, 3, EmbeddingsRegularizer = Regularizer.L2)] [GRU(2)]"),
            ("two_axes", "[Model(2, 3, Batch = 3, Input = InputKind.Tokens)] [Embedding(9, 3)] [Dense(2)]"),
        })
        {
            yield return new($"embedding_{name}", $"{layers} {MeanSquaredError}", Rows: 2);
        }
    }

    private static IEnumerable<GradientCase> Regularizers()
    {
        foreach (var (name, arguments) in new[]
        {
            ("l1", "KernelRegularizer = Regularizer.L1"),
            ("l2", "KernelRegularizer = Regularizer.L2, KernelRegularizerArguments = new[] { 0.3 }"),
            ("l1l2", "KernelRegularizer = Regularizer.L1L2, KernelRegularizerArguments = new[] { 0.2, 0.1 }"),
            ("bias_l1", "BiasRegularizer = Regularizer.L1, BiasRegularizerArguments = new[] { 0.25 }"),
            ("bias_l2", "BiasRegularizer = Regularizer.L2"),
            ("both", "KernelRegularizer = Regularizer.L1, BiasRegularizer = Regularizer.L2"),
        })
        {
            yield return new(
                $"dense_{name}",
                $"[Model(3, Batch = 3)] [Dense(3, {arguments})] [Dense(2)] {MeanSquaredError}",
                Rows: 2);
        }

        yield return new(
            "gru_regularized_classifier",
            """
            [Model(3, 2, Batch = 3)]
            [GRU(3, KernelRegularizer = Regularizer.L2, RecurrentRegularizer = Regularizer.L1L2, RecurrentRegularizerArguments = new[] { 0.1, 0.2 }, BiasRegularizer = Regularizer.L1)]
            [Dense(4, Activation = Activation.Softmax, KernelRegularizer = Regularizer.L1)]
            [Loss(Loss.CategoricalCrossentropy)]
            """,
            Rows: 2);
    }

    private static IEnumerable<GradientCase> LossFunctions()
    {
        foreach (string loss in new[]
        {
            "MeanSquaredError", "MeanAbsoluteError", "Huber", "Huber, Delta = 0.25", "Huber, Delta = 4",
        })
        {
            string name = loss.Replace(", Delta = ", "", StringComparison.Ordinal).Replace(".", "_", StringComparison.Ordinal);
            yield return new($"loss_{name}", $"[Model(3, Batch = 4)] [Dense(7)] [Loss(Loss.{loss})]", Rows: 3);
            yield return new(
                $"loss_{name}_sequences",
                $"[Model(3, 2, Batch = 4)] [SimpleRNN(2, ReturnSequences = true)] [Loss(Loss.{loss})]",
                Rows: 4);
        }

        foreach (string kind in new[] { "Categorical", "SparseCategorical", "Binary" })
        {
            string activation = kind == "Binary" ? "Activation.Sigmoid" : "Activation.Softmax";
            string loss = $"Loss.{kind}Crossentropy";
            foreach (var (name, network) in new[]
            {
                ("", $"[Model(3, Batch = 4)] [Dense(5, Activation = {activation})] [Loss({loss})]"),
                ("_2", $"[Model(3, Batch = 4)] [Dense(2, Activation = {activation})] [Loss({loss})]"),
                ("_logits", $"[Model(3, Batch = 4)] [Dense(5)] [Loss({loss}, FromLogits = true)]"),
                ("_sequences", $"[Model(3, 2, Batch = 4)] [LSTM(3, ReturnSequences = true)] [Dense(3, Activation = {activation})] [Loss({loss})]"),
                ("_sequence_logits", $"[Model(3, 2, Batch = 4)] [GRU(3, ReturnSequences = true)] [Dense(3)] [Loss({loss}, FromLogits = true)]"),
                ("_activation", $"[Model(3, Batch = 4)] [Dense(5)] [Activation({activation})] [Loss({loss})]"),
                ("_timedistributed", $"[Model(3, 2, Batch = 4)] [TimeDistributed, Dense(3, Activation = {activation})] [Loss({loss})]"),
            })
            {
                yield return new($"loss_{kind}{name}", network, Rows: 3);
            }
        }

        yield return new(
            "loss_Binary_1",
            "[Model(3, 2, Batch = 4)] [LSTM(3)] [Dense(1, Activation = Activation.Sigmoid)] [Loss(Loss.BinaryCrossentropy)]",
            Rows: 3);
        yield return new(
            "loss_Binary_1_logits",
            "[Model(3, 2, Batch = 4)] [LSTM(3)] [Dense(1)] [Loss(Loss.BinaryCrossentropy, FromLogits = true)]",
            Rows: 1);
    }

    /// <summary>Long chains with linear activations: wrong indexing shows in the last digits, nothing else does.</summary>
    private static IEnumerable<GradientCase> Polynomials()
    {
        const string Linear = "Activation = Activation.Linear";
        foreach (var (name, layers) in new[]
        {
            ("dense", "[Model(3, Batch = 3)] [Dense(7)] [Dense(1)] [Dense(5)] [Dense(3)]"),
            ("dense_ranks", "[Model(2, 3, 1, Batch = 3)] [Dense(3)] [Reshape(6, 3)] [Dense(2)] [Flatten] [Dense(5)]"),
            ("simplernn", $"[Model(5, 3, Batch = 3)] [SimpleRNN(7, {Linear})]"),
            ("simplernn_seq", $"[Model(5, 3, Batch = 3)] [SimpleRNN(3, {Linear}, ReturnSequences = true)] [Dense(2)]"),
            ("simplernn_backwards", $"[Model(5, 2, Batch = 3)] [SimpleRNN(3, {Linear}, ReturnSequences = true, GoBackwards = true)] [Flatten] [Dense(3)]"),
            ("simplernn_stateful", $"[Model(4, 2, Batch = 2)] [SimpleRNN(3, {Linear}, Stateful = true)]"),
            ("simplernn_dropouts", $"[Model(5, 3, Batch = 3)] [SimpleRNN(3, {Linear}, Dropout = 0.3, RecurrentDropout = 0.3)]"),
            ("simplernn_stack", $"[Model(3, 2, Batch = 3)] [SimpleRNN(7, {Linear}, ReturnSequences = true)] [SimpleRNN(3, {Linear}, ReturnSequences = true, GoBackwards = true)] [SimpleRNN(2, {Linear})] [Dense(3)]"),
            ("lstm", $"[Model(2, 3, Batch = 3)] [LSTM(3, {Linear}, Recurrent{Linear})]"),
            ("lstm_seq", $"[Model(2, 1, Batch = 3)] [LSTM(7, {Linear}, Recurrent{Linear}, ReturnSequences = true)] [Dense(3)]"),
            ("gru", $"[Model(2, 3, Batch = 3)] [GRU(3, {Linear}, Recurrent{Linear})]"),
            ("gru_seq", $"[Model(2, 1, Batch = 3)] [GRU(7, {Linear}, Recurrent{Linear}, ReturnSequences = true)] [Dense(3)]"),
            ("grureset", $"[Model(2, 3, Batch = 3)] [GRU(3, {Linear}, Recurrent{Linear}, ResetAfter = false)]"),
        })
        {
            yield return new($"linear_{name}", $"{layers} {MeanSquaredError}", Rows: 2 + (name.Contains("seq", StringComparison.Ordinal) ? 1 : 0))
            {
                IsPolynomial = true,
                WeightScale = 0.5,
            };
        }
    }
}
