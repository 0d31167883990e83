namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Convolutions, poolings and normalizations, in odd sizes and with every option.</summary>
internal static class WindowCases
{
    private const string MeanSquaredError = "[Loss(Loss.MeanSquaredError)]";

    public static IEnumerable<GradientCase> All() => [.. Convolutions(), .. Poolings(), .. Normalizations(), .. Stacks()];

    private static IEnumerable<GradientCase> Convolutions()
    {
        foreach (var (name, layer) in new[]
        {
            ("1", "Conv1D(1, 1)"), ("3", "Conv1D(3, 3)"), ("all", "Conv1D(7, 7)"), ("stride", "Conv1D(3, 2, Strides = 3)"),
            ("gaps", "Conv1D(3, 1, Strides = 2)"), ("dilated", "Conv1D(3, 3, DilationRate = 2)"),
            ("same", "Conv1D(3, 4, Padding = Padding.Same)"), ("same_stride", "Conv1D(2, 3, Strides = 2, Padding = Padding.Same)"),
            ("same_large", "Conv1D(2, 9, Padding = Padding.Same)"), ("same_dilated", "Conv1D(2, 3, DilationRate = 3, Padding = Padding.Same)"),
            ("causal", "Conv1D(3, 3, Padding = Padding.Causal)"), ("causal_stride", "Conv1D(2, 3, Strides = 2, Padding = Padding.Causal)"),
            ("causal_dilated", "Conv1D(2, 2, DilationRate = 4, Padding = Padding.Causal)"), ("nobias", "Conv1D(3, 2, UseBias = false)"),
            ("tanh", "Conv1D(3, 2, Activation = Activation.Tanh)"), ("relu", "Conv1D(3, 2, Activation = Activation.Relu)"),
            ("regularized", "Conv1D(3, 2, KernelRegularizer = Regularizer.L2, BiasRegularizer = Regularizer.L1)"),
        })
        {
            yield return Linear($"conv1d_{name}", $"[Model(7, 3, Batch = 3)] [Dense(3)] [{layer}]", rows: 2, isLinear: name is not ("tanh" or "relu" or "regularized"));
        }

        foreach (var (name, layer) in new[]
        {
            ("1x1", "Conv2D(3, 1)"), ("1x1_stride", "Conv2D(3, 1, Strides = new[] { 2, 3 })"), ("3x3", "Conv2D(1, 3)"), ("3x2", "Conv2D(3, 3, 2)"),
            ("1x5", "Conv2D(3, 1, 5)"), ("5x1", "Conv2D(3, 5, 1)"), ("stride", "Conv2D(2, 2, 3, Strides = new[] { 1, 2 })"),
            ("same", "Conv2D(2, 3, 2, Padding = Padding.Same)"), ("same_stride", "Conv2D(3, 3, 2, Strides = new[] { 2, 1 }, Padding = Padding.Same)"),
            ("dilated", "Conv2D(2, 2, DilationRate = new[] { 3, 2 })"), ("same_dilated", "Conv2D(2, 3, DilationRate = new[] { 2 }, Padding = Padding.Same)"),
            ("nobias", "Conv2D(3, 2, UseBias = false)"), ("elu", "Conv2D(2, 2, Activation = Activation.Elu)"),
        })
        {
            yield return Linear($"conv2d_{name}", $"[Model(5, 6, 2, Batch = 3)] [Dense(3)] [{layer}]", rows: 2, isLinear: name != "elu");
        }

        yield return Linear("conv1d_first", "[Model(5, 1, Batch = 1)] [Conv1D(3, 2)] [Flatten] [Dense(2)]", rows: 1, isLinear: true);
        yield return Linear("conv2d_first", "[Model(4, 5, 3, Batch = 3)] [Conv2D(3, 2, 3, Padding = Padding.Same)] [Flatten] [Dense(2)]", rows: 3, isLinear: true);
        yield return Linear("conv1d_between", "[Model(5, 2, Batch = 3)] [SimpleRNN(3, Activation = Activation.Linear, ReturnSequences = true)] [Conv1D(4, 2)] [SimpleRNN(2, Activation = Activation.Linear)]", rows: 2, isLinear: true);
        yield return new("conv1d_softmax", "[Model(5, 2, Batch = 3)] [LSTM(3, ReturnSequences = true)] [Conv1D(4, 2, Activation = Activation.Softmax)] [Loss(Loss.SparseCategoricalCrossentropy)]", Rows: 2);
        yield return Linear("timedistributed_conv1d", "[Model(2, 5, 3, Batch = 3)] [Dense(2)] [TimeDistributed, Conv1D(3, 2)] [Dense(1)]", rows: 2, isLinear: true);
        yield return Linear("timedistributed_conv2d", "[Model(2, 3, 4, 1, Batch = 3)] [Dense(2)] [TimeDistributed, Conv2D(3, 2, Padding = Padding.Same)] [Dense(1)]", rows: 2, isLinear: true);
    }

    private static IEnumerable<GradientCase> Poolings()
    {
        foreach (string kind in new[] { "Max", "Average" })
        {
            foreach (var (name, arguments) in new[]
            {
                ("2", "2"), ("3", "3"), ("1", "1"), ("all", "7"), ("overlap", "3, Strides = 1"), ("gaps", "2, Strides = 3"),
                ("same", "3, Padding = Padding.Same"), ("same_overlap", "4, Strides = 2, Padding = Padding.Same"), ("same_large", "9, Padding = Padding.Same"),
            })
            {
                yield return new($"pool1d_{kind}_{name}", $"[Model(7, 2, Batch = 3)] [Dense(3)] [{kind}Pooling1D({arguments})] [Dense(2)] {MeanSquaredError}", Rows: 2);
            }

            foreach (var (name, arguments) in new[]
            {
                ("2", ""), ("3x2", "3, 2"), ("overlap", "2, 3, Strides = new[] { 1 }"), ("gaps", "2, Strides = new[] { 3, 4 }"),
                ("same", "3, 2, Padding = Padding.Same"), ("same_overlap", "3, Strides = new[] { 2, 1 }, Padding = Padding.Same"),
            })
            {
                yield return new($"pool2d_{kind}_{name}", $"[Model(5, 6, 2, Batch = 3)] [Dense(3)] [{kind}Pooling2D({arguments})] [Flatten] [Dense(2)] {MeanSquaredError}", Rows: 3);
            }

            yield return new($"pool1d_{kind}_global", $"[Model(5, 2, Batch = 3)] [LSTM(3, ReturnSequences = true)] [Global{kind}Pooling1D] [Dense(2)] {MeanSquaredError}", Rows: 2);
            yield return new($"pool2d_{kind}_global", $"[Model(3, 4, 2, Batch = 3)] [Dense(7)] [Global{kind}Pooling2D] {MeanSquaredError}", Rows: 3);
            yield return new($"timedistributed_{kind}_pool", $"[Model(2, 5, 3, Batch = 3)] [Dense(2)] [TimeDistributed, {kind}Pooling1D(2, Strides = 1)] [Dense(1)] {MeanSquaredError}", Rows: 2);
            yield return new($"timedistributed_{kind}_global", $"[Model(2, 3, 4, 1, Batch = 3)] [Dense(2)] [TimeDistributed, Global{kind}Pooling2D] [GRU(2)] {MeanSquaredError}", Rows: 2);
        }
    }

    private static IEnumerable<GradientCase> Normalizations()
    {
        foreach (string kind in new[] { "Layer", "Batch" })
        {
            foreach (var (name, network) in new[]
            {
                ("vector", "[Model(7, Batch = 5)] [Dense(7)] [{0}] [Dense(2)]"),
                ("vector_17", "[Model(3, Batch = 5)] [Dense(17)] [{0}] [Dense(2)]"),
                ("one_feature", "[Model(3, Batch = 5)] [Dense(1)] [{0}] [Dense(2)]"),
                ("first", "[Model(4, 3, Batch = 5)] [{0}] [LSTM(3)]"),
                ("sequences", "[Model(4, 3, Batch = 5)] [GRU(5, ReturnSequences = true)] [{0}] [GRU(2)]"),
                ("last", "[Model(2, 3, Batch = 5)] [Dense(3)] [{0}]"),
                ("image", "[Model(3, 4, 2, Batch = 5)] [Conv2D(3, 2)] [{0}] [Activation(Activation.Tanh)] [Flatten] [Dense(2)]"),
                ("twice", "[Model(3, Batch = 5)] [Dense(4)] [{0}] [Dense(3, Activation = Activation.Tanh)] [{0}] [Dense(2)]"),
            })
            {
                yield return new($"{kind}Normalization_{name}", network.Replace("{0}", $"{kind}Normalization", StringComparison.Ordinal) + " " + MeanSquaredError, Rows: 4);
            }

            foreach (var (name, arguments) in new[]
            {
                ("noscale", "Scale = false"), ("nocenter", "Center = false"), ("plain", "Center = false, Scale = false"), ("epsilon", "Epsilon = 0.5"),
                ("regularized", "GammaRegularizer = Regularizer.L2, BetaRegularizer = Regularizer.L1"),
            })
            {
                yield return new($"{kind}Normalization_{name}", $"[Model(2, 3, Batch = 3)] [Dense(5)] [{kind}Normalization({arguments})] [Dense(2)] {MeanSquaredError}", Rows: 3);
            }
        }
    }

    private static IEnumerable<GradientCase> Stacks()
    {
        yield return new(
            "stack_images",
            """
            [Model(7, 6, 3, Batch = 3)]
            [Conv2D(4, 3, 3, Padding = Padding.Same, UseBias = false)]
            [BatchNormalization]
            [Activation(Activation.Tanh)]
            [MaxPooling2D]
            [Conv2D(5, 2, 2, Activation = Activation.Elu)]
            [Reshape(4, 5)]
            [LayerNormalization]
            [GRU(3)]
            [Dense(3, Activation = Activation.Softmax)]
            [Loss(Loss.SparseCategoricalCrossentropy)]
            """,
            Rows: 3);
        yield return new(
            "stack_sequences",
            $"""
            [Model(9, 2, Batch = 3)]
            [Conv1D(4, 3, Padding = Padding.Causal, Activation = Activation.Tanh)]
            [AveragePooling1D(2)]
            [Bidirectional, LSTM(3, ReturnSequences = true)]
            [LayerNormalization]
            [Conv1D(4, 2, Padding = Padding.Same)]
            [BatchNormalization]
            [Bidirectional, GRU(2, ReturnSequences = true)]
            [GlobalMaxPooling1D]
            [Dense(2)]
            {MeanSquaredError}
            """,
            Rows: 2);
    }

    private static GradientCase Linear(string name, string layers, int rows, bool isLinear) => new(name, $"{layers} {MeanSquaredError}", rows)
    {
        IsPolynomial = isLinear,
        WeightScale = isLinear ? 0.5 : 0.7,
    };
}
