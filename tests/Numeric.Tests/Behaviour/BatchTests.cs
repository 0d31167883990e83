namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>How rows are cut into batches must not show in what is computed for a row.</summary>
public class BatchTests
{
    private const int InputSize = 15;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fewer_rows_than_a_batch_give_what_they_give_in_a_full_one(int rows)
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float>>(seed: 3);
        float[] x = BehaviourNetworks.Values(4 * InputSize);
        float[] full = model.Predict(x).ToArray();
        Assert.Equal(full[..(3 * rows)], model.Predict(x.AsSpan(0, rows * InputSize)).ToArray());
    }

    [Fact]
    public void Each_row_is_computed_from_that_row_alone()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float>>(seed: 3);
        float[] x = BehaviourNetworks.Values(4 * InputSize);
        float[] together = model.Predict(x).ToArray();
        float[] apart =
            [.. Enumerable.Range(0, 4).SelectMany(row => model.Predict(x.AsSpan(row * InputSize, InputSize)).ToArray())];
        Assert.Equal(together, apart);
        Assert.NotEqual(together[..3], together[3..6]);
    }

    [Fact]
    public void Many_rows_are_predicted_as_batch_by_batch()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float>>(seed: 3);
        float[] x = BehaviourNetworks.Values(11 * InputSize);
        float[] expected = [.. x.Chunk(4 * InputSize).SelectMany(batch => model.Predict(batch).ToArray())];
        float[] destination = new float[expected.Length];
        model.Predict(x, destination);
        Assert.Equal(expected, model.Predict(x).ToArray());
        Assert.Equal(expected, destination);
        Assert.Empty(model.Predict([]).ToArray());
    }

    [Fact]
    public void Returned_states_of_many_rows_are_those_of_batch_by_batch()
    {
        var model = BehaviourNetworks.ReturnsState.Create<Model<float>>(seed: 3);
        float[] x = BehaviourNetworks.Values(8 * 12);
        var batches = x.Chunk(3 * 12).Select(batch =>
        {
            model.Predict(batch);
            return (Hidden: model.GetOutput(1).ToArray(), Cell: model.GetOutput(2).ToArray());
        }).ToArray();

        float[] sequences = model.Predict(x).ToArray();
        float[] hidden = model.GetOutput(1).ToArray();
        Assert.Equal(batches.SelectMany(batch => batch.Hidden), hidden);
        Assert.Equal(batches.SelectMany(batch => batch.Cell), model.GetOutput(2).ToArray());

        // The last of the sequence is the state (Keras' return_state table).
        float[] last = [.. sequences.Chunk(20).SelectMany(row => row[15..])];
        Assert.Equal(last, hidden);
    }

    [Fact]
    public void A_training_step_does_not_depend_on_the_size_of_the_batch()
    {
        (float[] x, int[] y) = (BehaviourNetworks.Values(3 * InputSize), BehaviourNetworks.Labels(3, 3));
        var large = BehaviourNetworks.Classifier.Create<Model<float, int>>(seed: 3);
        var small = BehaviourNetworks.SmallBatchClassifier.Create<Model<float, int>>(seed: 3);
        Assert.Equal(large.Parameters.ToArray(), small.Parameters.ToArray());

        // Rows that are not there must not count: neither in the mean, nor with what an earlier batch left behind.
        large.TrainOnBatch(BehaviourNetworks.Values(4 * InputSize, seed: 9), BehaviourNetworks.Labels(4, 3), new SGD(0f));
        Assert.Equal(small.TestOnBatch(x, y), large.TestOnBatch(x, y));
        Assert.Equal(small.TrainOnBatch(x, y, new SGD(0f)), large.TrainOnBatch(x, y, new SGD(0f)));
        // A larger batch sums the gradients of fewer timesteps at a time: the same sum, rounded elsewhere.
        Assert.Equal(small.Gradients.Length, large.Gradients.Length);
        for (int i = 0; i < small.Gradients.Length; i++)
            Assert.Equal(small.Gradients[i], large.Gradients[i], 1e-6f);
    }

    [Fact]
    public void The_loss_of_a_batch_is_the_mean_of_its_rows()
    {
        (float[] x, int[] y) = (BehaviourNetworks.Values(4 * InputSize), BehaviourNetworks.Labels(4, 3));
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>(seed: 3);
        double mean = Enumerable.Range(0, 4)
            .Average(row => (double)model.TestOnBatch(x.AsSpan(row * InputSize, InputSize), y.AsSpan(row, 1)));
        Assert.Equal(mean, model.TestOnBatch(x, y), 1e-6);
        Assert.Equal(mean, model.Evaluate(x, y).Loss, 1e-6);
    }

    [Fact]
    public void Evaluate_weighs_a_last_short_batch_by_its_rows()
    {
        const int Rows = 10;
        (float[] x, int[] y) = (BehaviourNetworks.Values(Rows * InputSize), BehaviourNetworks.Labels(Rows, 3));
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>(seed: 3);
        double mean = Enumerable.Range(0, Rows)
            .Average(row => (double)model.TestOnBatch(x.AsSpan(row * InputSize, InputSize), y.AsSpan(row, 1)));
        int right = model.Predict(x).ToArray().Chunk(3).Select((p, row) => Array.IndexOf(p, p.Max()) == y[row]).Count(r => r);

        Evaluation evaluation = model.Evaluate(x, y);
        Assert.Equal(mean, evaluation.Loss, 1e-6);
        Assert.Equal(mean, evaluation["loss"], 1e-6);
        Assert.Equal((double)right / Rows, evaluation["accuracy"], 1e-9);
    }
}
