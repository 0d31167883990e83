using RnnGen.Numeric.Tests.Cells;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>The networks of the tests that are about calls, not about numbers.</summary>
internal static class BehaviourNetworks
{
    private const string StreamLayers =
        """
        [Model(40, 3, Batch = 8, Style = CodeStyle.STYLE)]
        [LSTM(7, ReturnSequences = true, Dropout = 0.2)]
        [LayerNormalization]
        [GRU(17)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        """;

    private const string StreamMembers =
        """
            /// Runs a sequence, goes back to where it was at some timestep, and runs the rest again.
            public float[] GoBack(float[] x, int at)
            {
                State = default;
                StreamState kept = default;
                float[] first = [], second = [];
                for (int t = 0; t < 40; t++)
                {
                    if (t == at)
                        kept = State;
                    first = Step(x.AsSpan(3 * t, 3)).ToArray();
                }

                State = kept;
                for (int t = at; t < 40; t++)
                    second = Step(x.AsSpan(3 * t, 3)).ToArray();
                return [.. first, .. second];
            }

            /// Streams that take turns, timestep by timestep, from some row on.
            public void RunStreams(float[] x, int first, int count, float[] outputs)
            {
                var states = new StreamState[count];
                for (int t = 0; t < 40; t++)
                {
                    for (int i = 0; i < count; i++)
                        Step(x.AsSpan((first + i) * 120 + 3 * t, 3), ref states[i], outputs.AsSpan((first + i) * 2, 2));
                }
            }

            /// Bytes allocated by many timesteps.
            public long Allocated(float[] x)
            {
                StreamState state = default;
                Span<float> y = stackalloc float[2];
                Step(x.AsSpan(0, 3), ref state, y);
                Step(x.AsSpan(0, 3));
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    Step(x.AsSpan(0, 3), ref state, y);
                    Step(x.AsSpan(3, 3));
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            public void StepWith(int values, int room)
            {
                StreamState state = default;
                Step(new float[values], ref state, new float[room]);
            }
        """;

    /// <summary>Lets a test run the network in training mode without training it.</summary>
    private const string Probe =
        """
            public float[] Train(float[] x, int rows, long step)
            {
                float[] workspace = new float[TrainingWorkspaceBytes / sizeof(float) + 16], outputs = new float[rows * OutputSize];
                int shardRows = Description.ShardRows;
                for (int first = 0; first < rows; first += shardRows)
                {
                    var shard = new RnnGen.Shard<float> { Rows = System.Math.Min(shardRows, rows - first), Workspace = workspace, DropoutStep = step + first / shardRows };
                    Forward(System.MemoryExtensions.AsSpan(x, first * InputSize, shard.Rows * InputSize), shard, training: true);
                    Output(0, shard).CopyTo(System.MemoryExtensions.AsSpan(outputs, first * OutputSize));
                }

                return outputs;
            }
        """;

    public static NetworkSource Classifier { get; } = new(
        "Behaviour.Classifier",
        """
        [Model(5, 3, Batch = 4)]
        [LSTM(6, ReturnSequences = true)]
        [GRU(5)]
        [Dense(3, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>The same network with another batch size (and the accessibility C# gives by default).</summary>
    public static NetworkSource SmallBatchClassifier { get; } = Classifier with
    {
        Key = "Behaviour.SmallBatchClassifier",
        Attributes = Classifier.Attributes.Replace("Batch = 4", "Batch = 3", StringComparison.Ordinal),
        Accessibility = "",
    };

    /// <summary>All kinds of dropout in one network.</summary>
    public static NetworkSource Dropouts { get; } = new(
        "Behaviour.Dropouts",
        """
        [Model(5, 3, Batch = 4)]
        [SimpleRNN(6, ReturnSequences = true, Dropout = 0.2, RecurrentDropout = 0.2)]
        [Dropout(0.3)]
        [LSTM(5, Dropout = 0.1, RecurrentDropout = 0.3)]
        [Dropout(0.3)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        """,
        Accessibility: "internal");

    /// <summary>A cell of one's own, with kernels side by side and weights in elementwise places.</summary>
    public static NetworkSource OwnCell { get; } = new(
        "Behaviour.OwnCell",
        """
        [Model(12, 3, Batch = 4)]
        [RNN(typeof(PeepholeLstm), 5)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        """)
    {
        Types = CellSources.PeepholeLstm.Code,
    };

    /// <summary>A stream of values, with members that use it as a user's code does.</summary>
    public static NetworkSource Stream { get; } = new("Behaviour.Stream", StreamLayers.Replace("STYLE", "Fused", StringComparison.Ordinal), StreamMembers);

    public static NetworkSource TextbookStream { get; } = new("Behaviour.TextbookStream", StreamLayers.Replace("STYLE", "Textbook", StringComparison.Ordinal), StreamMembers);

    /// <summary>Means over what is no padding: of each feature over the batch, then of each row over time.</summary>
    public static NetworkSource MaskedMeans { get; } = new(
        "Behaviour.MaskedMeans",
        """
        [Model(6, 3, Batch = 40)]
        [Masking]
        [BatchNormalization(Momentum = 0)]
        [GlobalAveragePooling1D]
        [Loss(Loss.MeanSquaredError)]
        """);

    public static NetworkSource TokenStream { get; } = new(
        "Behaviour.TokenStream",
        """
        [Model(12, Input = InputKind.Tokens)]
        [Embedding(9, 4, MaskZero = true)]
        [SimpleRNN(5)]
        [Dense(9, Activation = Activation.Softmax)]
        """,
        """
            public float[] GoOn(int token) => Step(token).ToArray();

            public float[] Run(int[] tokens)
            {
                State = default;
                float[] y = [];
                foreach (int token in tokens)
                    y = Step(token).ToArray();
                return y;
            }
        """);

    public static NetworkSource Stateful { get; } = new(
        "Behaviour.Stateful",
        """
        [Model(3, 2, Batch = 2)]
        [LSTM(4, Stateful = true, ReturnSequences = true)]
        [GRU(3, Stateful = true)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        """);

    public static NetworkSource ReturnsState { get; } = new(
        "Behaviour.ReturnsState",
        "[Model(4, 3, Batch = 3)] [LSTM(5, ReturnSequences = true, ReturnState = true)]");

    public static NetworkSource Dense { get; } = new(
        "Behaviour.Dense",
        """
        [Model(7, Batch = 5)]
        [Dense(9, Activation = Activation.Relu)]
        [Dense(3, Activation = Activation.Sigmoid)]
        [Loss(Loss.BinaryCrossentropy)]
        """);

    /// <summary>Windows and normalizations: patches, padding, means, moving averages.</summary>
    public static NetworkSource Images { get; } = new(
        "Behaviour.Images",
        """
        [Model(7, 6, 3, Batch = 4)]
        [Conv2D(5, 3, Padding = Padding.Same, UseBias = false)]
        [BatchNormalization]
        [Activation(Activation.Relu)]
        [MaxPooling2D(2)]
        [Conv2D(4, 2, Strides = new[] { 2 }, Padding = Padding.Same)]
        [LayerNormalization]
        [GlobalAveragePooling2D]
        [Dense(3, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>Nothing but a mask.</summary>
    public static NetworkSource Mask { get; } = new(
        "Behaviour.Mask", "[Model(50, 20, Batch = 100)] [Dropout(0.3)] [Loss(Loss.MeanSquaredError)]", Probe);

    /// <summary>Two masks, one after the other.</summary>
    public static NetworkSource TwoMasks { get; } = new(
        "Behaviour.TwoMasks",
        "[Model(1000, Batch = 10)] [Dropout(0.5)] [Dropout(0.5)] [Loss(Loss.MeanSquaredError)]", Probe);

    /// <summary>With K = I, R = 0 and x = 1 the output of every timestep is the mask on the input.</summary>
    public static NetworkSource InputMask { get; } = new(
        "Behaviour.InputMask",
        """
        [Model(6, 40, Batch = 50)]
        [SimpleRNN(40, Activation = Activation.Linear, UseBias = false, ReturnSequences = true, Dropout = 0.5)]
        [Loss(Loss.MeanSquaredError)]
        """,
        Probe);

    /// <summary>With K = I, R = I and x = 1, 0, 0, … the output of timestep t is the mask on the state to the power t.</summary>
    public static NetworkSource StateMask { get; } = InputMask with
    {
        Key = "Behaviour.StateMask",
        Attributes = InputMask.Attributes.Replace("Dropout = 0.5", "RecurrentDropout = 0.5", StringComparison.Ordinal),
    };

    /// <summary>Six shards, the last of them smaller; everything that could depend on the shard is in it.</summary>
    public static NetworkSource Shards { get; } = new(
        "Behaviour.Shards",
        """
        [Model(9, 5, Batch = 97)]
        [LSTM(33, ReturnSequences = true, Dropout = 0.2, RecurrentDropout = 0.1, KernelRegularizer = Regularizer.L2)]
        [Dropout(0.3)]
        [GRU(17)]
        [Dense(4, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>The same in the other style.</summary>
    public static NetworkSource TextbookShards { get; } = Shards with
    {
        Key = "Behaviour.TextbookShards",
        Attributes = Shards.Attributes.Replace("Batch = 97", "Batch = 97, Style = CodeStyle.Textbook", StringComparison.Ordinal),
    };

    /// <summary>Two shards, each with the states of its rows.</summary>
    public static NetworkSource StatefulShards { get; } = new(
        "Behaviour.StatefulShards",
        """
        [Model(6, 5, Batch = 32)]
        [LSTM(40, Stateful = true, ReturnSequences = true)]
        [SimpleRNN(16, ReturnSequences = true)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        """);

    /// <summary>A table whose size is no whole number of vectors, and shards.</summary>
    public static NetworkSource Tokens { get; } = new(
        "Behaviour.Tokens",
        """
        [Model(11, Batch = 35, Input = InputKind.Tokens)]
        [Embedding(531, 7)]
        [LSTM(24)]
        [Dense(4, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>
    /// A table so wide that all shards of a batch multiply its rows together; no row, of it or of a product, is a whole
    /// number of vectors.
    /// </summary>
    public static NetworkSource SharedTokens { get; } = new(
        "Behaviour.SharedTokens",
        """
        [Model(11, Batch = 70, Input = InputKind.Tokens)]
        [Embedding(531, 65)]
        [Bidirectional, LSTM(7)]
        [Dense(4, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>Layers of three kinds and sizes, each with kernels of its own.</summary>
    public static NetworkSource ThreeLayers { get; } = new(
        "Behaviour.ThreeLayers",
        """
        [Model(28, 28, Batch = 32)]
        [LSTM(64, ReturnSequences = true)]
        [GRU(48, ReturnSequences = true)]
        [SimpleRNN(33)]
        [Dense(10, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>Says for each timestep which class it is, but for padding; in shards.</summary>
    public static NetworkSource Masked { get; } = new(
        "Behaviour.Masked",
        """
        [Model(6, 3, Batch = 40)]
        [Masking]
        [LSTM(8, ReturnSequences = true)]
        [Dense(4, Activation = Activation.Softmax)]
        [Loss(Loss.SparseCategoricalCrossentropy)]
        """);

    /// <summary>The same with layers between that give each timestep another shape, and back.</summary>
    public static NetworkSource MaskedShapes { get; } = Masked with
    {
        Key = "Behaviour.MaskedShapes",
        Attributes = Masked.Attributes.Replace("[LSTM", "[TimeDistributed, Reshape(1, 3)] [TimeDistributed, Flatten]\n[LSTM", StringComparison.Ordinal),
    };

    public static IReadOnlyList<NetworkSource> All { get; } =
    [
        Masked, MaskedShapes, Images, ThreeLayers, Tokens, SharedTokens, Shards, TextbookShards, StatefulShards,
        Classifier, SmallBatchClassifier, OwnCell, MaskedMeans, Stream, TextbookStream, TokenStream, Dropouts, Stateful, ReturnsState, Dense, Mask, TwoMasks, InputMask, StateMask,
    ];

    /// <summary>A new model of the network.</summary>
    public static TModel Create<TModel>(this NetworkSource network, int seed = 0)
        where TModel : class => Networks.Single.Create<TModel>(network.Key, seed);

    /// <summary>Runs a network with a <c>Train</c> probe in training mode.</summary>
    public static float[] Train(this Model model, float[] x, int rows, long step = 0) =>
        (float[])model.GetType().GetMethod("Train")!.Invoke(model, [x, rows, step])!;

    /// <summary>Values in ±1, the same in every run.</summary>
    public static float[] Values(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }

    public static int[] Labels(int count, int classes) => [.. Enumerable.Range(0, count).Select(i => i * 7 % 5 % classes)];
}
