namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>What a user reads who hands in something wrong: the thing, what came and what was wanted.</summary>
public class MessageTests
{
    private static readonly float[] Rows4 = BehaviourNetworks.Values(4 * 15);

    private readonly Model<float, int> _model = BehaviourNetworks.Classifier.Create<Model<float, int>>();

    private readonly SGD _optimizer = new();

    [Fact]
    public void Input_that_is_not_whole_rows()
    {
        AssertSays(
            () => _model.Predict(new float[16]),
            "Network.Predict: x has 16 values, which is not a whole number of rows of 15 (5 × 3).");
        AssertSays(() => _model.TrainOnBatch(new float[14], [0], _optimizer), "Network.TrainOnBatch: x has 14 values", "15 (5 × 3)");
        AssertSays(() => _model.TestOnBatch(new float[1], [0]), "Network.TestOnBatch: x has 1 value", "15 (5 × 3)");
    }

    [Fact]
    public void More_rows_than_the_batch()
    {
        AssertSays(() => _model.TrainOnBatch(new float[5 * 15], new int[5], _optimizer), "Network.TrainOnBatch", "5 rows", "at most 4");
        AssertSays(() => _model.TestOnBatch(new float[5 * 15], new int[5]), "Network.TestOnBatch", "5 rows", "at most 4");
    }

    [Fact]
    public void No_rows()
    {
        AssertSays(() => _model.TrainOnBatch([], [], _optimizer), "Network.TrainOnBatch", "x is empty");
    }

    [Fact]
    public void Input_or_targets_in_the_models_own_buffer()
    {
        var dense = BehaviourNetworks.Dense.Create<Model<float, float>>();
        string[] parts = ["is what an earlier call on this model gave", "Copy it first"];
        AssertSays(() => dense.Predict(dense.Predict(new float[5 * 7])[..14]), ["Network.Predict: x", .. parts]);
        AssertSays(() => dense.Predict(dense.Predict(new float[7 * 7]), new float[9]), ["Network.Predict: x", .. parts]);
        AssertSays(() => dense.TrainOnBatch(dense.Predict(new float[5 * 7])[..14], new float[6], _optimizer), ["Network.TrainOnBatch: x", .. parts]);
        AssertSays(() => dense.TestOnBatch(new float[2 * 7], dense.Predict(new float[2 * 7])), ["Network.TestOnBatch: y", .. parts]);
        Assert.Equal(9, dense.Predict(dense.Predict(new float[7 * 7]).ToArray()).Length);
    }

    [Fact]
    public void Targets_of_another_length()
    {
        AssertSays(() => _model.TrainOnBatch(Rows4, [0, 1, 2], _optimizer), "Network.TrainOnBatch", "y has 3 labels", "4 rows");
        var dense = BehaviourNetworks.Dense.Create<Model<float, float>>();
        AssertSays(() => dense.TestOnBatch(new float[14], new float[5]), "Network.TestOnBatch", "y has 5 values", "2 rows", "6");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Labels_out_of_range(int label)
    {
        float[] before = _model.Parameters.ToArray();
        int[] y = [0, 1, label, 2];
        AssertSays(() => _model.TrainOnBatch(Rows4, y, _optimizer), "Network.TrainOnBatch", "row 2", $"{label}", "3 classes", "0 to 2");
        AssertSays(() => _model.TestOnBatch(Rows4, y), "Network.TestOnBatch", "row 2", $"{label}", "0 to 2");
        AssertSays(() => _model.Evaluate(Rows4, y), "row 2", $"{label}", "0 to 2");
        AssertSays(() => _model.Fit(Rows4, y, _optimizer, verbose: Verbosity.Silent), "row 2", $"{label}", "0 to 2");
        Assert.Equal(before, _model.Parameters.ToArray());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_no_numbers_when_asked_to_check(float value)
    {
        var model = BehaviourNetworks.Dense.Create<Model<float, float>>();
        float[] x = BehaviourNetworks.Values(2 * 7);
        x[7 + 4] = value;
        float[] y = new float[6];
        model.Predict(x);
        model.TestOnBatch(x, y);

        model.CheckInputs = true;
        AssertSays(() => model.Predict(x), "Network.Predict: x", "row 1", "index 4");
        AssertSays(() => model.TestOnBatch(x, y), "Network.TestOnBatch: x", "row 1", "index 4");
        float[] weights = model.Parameters.ToArray();
        AssertSays(() => model.TrainOnBatch(x, y, _optimizer), "Network.TrainOnBatch: x", "row 1", "index 4");
        x[7 + 4] = 0;
        y[5] = value;
        AssertSays(() => model.TrainOnBatch(x, y, _optimizer), "Network.TrainOnBatch: y", "row 1", "index 2");
        Assert.Equal(weights, model.Parameters.ToArray());
    }

    [Fact]
    public void Rows_that_are_not_whole_batches_of_a_stateful_model()
    {
        var model = BehaviourNetworks.Stateful.Create<Model<float, float>>();
        AssertSays(() => model.Predict(new float[3 * 6]), "Network.Predict", "3 rows", "batches of 2");
        AssertSays(() => model.TrainOnBatch(new float[6], new float[2], _optimizer), "Network.TrainOnBatch", "1 row", "batches of 2");
    }

    [Fact]
    public void A_destination_too_short()
    {
        AssertSays(() => _model.Predict(Rows4, new float[11]), "Network.Predict", "11 values", "12");
    }

    [Fact]
    public void Weights_of_another_count_or_shape()
    {
        AssertSays(() => _model.SetWeights(new float[3]), "Network.SetWeights", "1 weight", "8");
        float[][] weights = [.. _model.Description.Weights.Select(weight => new float[weight.Size])];
        weights[4] = new float[7];
        float[] before = _model.Parameters.ToArray();
        AssertSays(() => _model.SetWeights(weights), "Network.SetWeights", "gru/recurrent_kernel", "(5, 15)", "75", "7");
        Assert.Equal(before, _model.Parameters.ToArray());
    }

    [Fact]
    public void Weights_come_back_as_they_were_set()
    {
        var other = BehaviourNetworks.Classifier.Create<Model<float, int>>(seed: 8);
        Assert.NotEqual(_model.Parameters.ToArray(), other.Parameters.ToArray());
        other.SetWeights(_model.GetWeights());
        Assert.Equal(_model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    private static void AssertSays(Action call, params string[] words)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }
}
