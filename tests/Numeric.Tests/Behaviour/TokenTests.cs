namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>Models that read tokens.</summary>
public class TokenTests
{
    private const int Rows = 35, Length = 11, Vocabulary = 531, Size = 7;

    private readonly Model<int, int> _model = BehaviourNetworks.Tokens.Create<Model<int, int>>(seed: 3);

    [Fact]
    public void Gradients_are_those_of_the_tokens_of_the_last_batch()
    {
        foreach (int[] x in new[] { Tokens(1, 20), Tokens(30, 40), Tokens(15, 35), Tokens(530, 531)[..(3 * Length)] })
        {
            _model.TrainOnBatch(x, BehaviourNetworks.Labels(x.Length / Length, 4), new SGD(0));
            float[][] rows = [.. _model.Gradients[..(Vocabulary * Size)].ToArray().Chunk(Size)];
            for (int token = 0; token < Vocabulary; token++)
                Assert.Equal(x.Contains(token), rows[token].Any(value => value != 0));

            // A fresh model, which has nothing to clear.
            var fresh = BehaviourNetworks.Tokens.Create<Model<int, int>>(seed: 3);
            fresh.TrainOnBatch(x, BehaviourNetworks.Labels(x.Length / Length, 4), new SGD(0));
            Assert.Equal(fresh.Gradients.ToArray(), _model.Gradients.ToArray());
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
        Assert.Equal(before[(Vocabulary - 1) * Size], _model.Parameters[(Vocabulary - 1) * Size]);
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

    [Fact]
    public void Training_allocates_nothing()
    {
        int[] x = Tokens(0, 531), y = BehaviourNetworks.Labels(Rows, 4);
        var optimizer = new RMSprop();
        for (int i = 0; i < 3; i++)
            _model.TrainOnBatch(x, y, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            _model.TrainOnBatch(x, y, optimizer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>All tokens from the first up to the last, again and again.</summary>
    private static int[] Tokens(int first, int end) => [.. Enumerable.Range(0, Rows * Length).Select(i => first + i % (end - first))];
}
