namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>Models that read tokens.</summary>
public class TokenTests
{
    private const int Rows = 35, Length = 11, Vocabulary = 531;

    private readonly Model<int, int> _model = BehaviourNetworks.Tokens.Create<Model<int, int>>(seed: 3);

    /// <summary>Each shard by itself, and all shards of a batch together; and the columns of the table.</summary>
    public static TheoryData<string, int> Both => new() { { nameof(BehaviourNetworks.Tokens), 7 }, { nameof(BehaviourNetworks.SharedTokens), 65 } };

    [Theory]
    [MemberData(nameof(Both))]
    public void Gradients_are_those_of_the_tokens_of_the_last_batch(string network, int size)
    {
        Model<int, int> model = Create(network);
        foreach (int[] x in new[] { Tokens(1, 20), Tokens(30, 40), Tokens(15, 35), Tokens(530, 531)[..(3 * Length)] })
        {
            model.TrainOnBatch(x, BehaviourNetworks.Labels(x.Length / Length, 4), new SGD(0));
            float[][] rows = [.. model.Gradients[..(Vocabulary * size)].ToArray().Chunk(size)];
            for (int token = 0; token < Vocabulary; token++)
                Assert.Equal(x.Contains(token), rows[token].Any(value => value != 0));

            // A fresh model, which has nothing to clear.
            Model<int, int> fresh = Create(network);
            fresh.TrainOnBatch(x, BehaviourNetworks.Labels(x.Length / Length, 4), new SGD(0));
            Assert.Equal(fresh.Gradients.ToArray(), model.Gradients.ToArray());
        }
    }

    [Fact]
    public void The_optimizer_moves_all_rows_as_Keras_does()
    {
        // Adam goes on with its momentum where a batch has no gradient.
        var optimizer = new Adam();
        _model.TrainOnBatch(Tokens(0, 10), BehaviourNetworks.Labels(Rows, 4), optimizer);
        float[] before = _model.Parameters.ToArray();
        _model.TrainOnBatch(Tokens(20, 30), BehaviourNetworks.Labels(Rows, 4), optimizer);
        Assert.NotEqual(before[0], _model.Parameters[0]);
        Assert.Equal(before[(Vocabulary - 1) * 7], _model.Parameters[(Vocabulary - 1) * 7]);
    }

    [Theory]
    [InlineData(531)]
    [InlineData(-1)]
    public void A_token_beyond_the_vocabulary_is_refused(int token)
    {
        int[] x = Tokens(0, 531), y = BehaviourNetworks.Labels(Rows, 4);
        x[2 * Length + 5] = token;
        string message = $"x holds token {token} at row 2, index 5 of the row, but the embedding has 531 rows: tokens are 0 to 530.";
        foreach (Action call in new Action[]
        {
            () => _model.Predict(x),
            () => _model.TrainOnBatch(x, y, new SGD()),
            () => _model.TestOnBatch(x, y),
            () => _model.Evaluate(x, y),
            () => _model.Fit(x, y, new SGD(), verbose: Verbosity.Silent),
        })
        {
            Assert.Contains(message.Replace("x holds", "holds", StringComparison.Ordinal), Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_row_gives_the_same_whatever_the_rows_beside_it(string network, int size)
    {
        Model<int, int> model = Create(network);
        Assert.Equal([Vocabulary, size], model.Description.Weights[0].Shape);
        int[] x = Tokens(0, 531);
        float[] together = model.Predict(x).ToArray();
        for (int row = 0; row < Rows; row++)
            Assert.All(model.Predict(x.AsSpan(row * Length, Length)).ToArray().Zip(together.Skip(row * 4)), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Training_allocates_nothing(string network, int size)
    {
        Model<int, int> model = Create(network);
        Assert.Equal([Vocabulary, size], model.Description.Weights[0].Shape);
        int[] x = Tokens(0, 531), y = BehaviourNetworks.Labels(Rows, 4);
        var optimizer = new RMSprop();
        for (int i = 0; i < 3; i++)
            model.TrainOnBatch(x, y, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            model.TrainOnBatch(x, y, optimizer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Model<int, int> Create(string network) =>
        (network == nameof(BehaviourNetworks.Tokens) ? BehaviourNetworks.Tokens : BehaviourNetworks.SharedTokens).Create<Model<int, int>>(seed: 3);

    /// <summary>All tokens from the first up to the last, again and again.</summary>
    private static int[] Tokens(int first, int end) => [.. Enumerable.Range(0, Rows * Length).Select(i => first + i % (end - first))];
}
