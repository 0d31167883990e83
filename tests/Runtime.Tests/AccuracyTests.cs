namespace RnnGen.Runtime.Tests;

public class AccuracyTests
{
    [Fact]
    public void One_output_counts_as_one_above_a_half_not_at_it()
    {
        var model = new EchoModel<float>([1], Loss.BinaryCrossentropy, batch: 8);

        Evaluation result = model.Evaluate([0.5f, 0.5000001f, 0.9f, 0.1f, 0.1f, 0.9f], [0, 1, 1, 0, 1, 0.9f]);

        // The last target is neither 0 nor 1, so it is never met.
        Assert.Equal(4.0 / 6, result["accuracy"]);
    }

    [Fact]
    public void Several_outputs_are_compared_by_their_largest_whatever_the_loss()
    {
        float[] x = [0.1f, 0.7f, 0.2f, 0.6f, 0.6f, 0.1f, 0.2f, 0.2f, 0.2f];
        float[] y = [0, 1, 0, 0, 1, 0, 1, 0, 0];
        foreach (Loss loss in new[] { Loss.CategoricalCrossentropy, Loss.BinaryCrossentropy })
        {
            // Of equal outputs the first counts: row 1 says class 0 (wrong), row 2 too (right).
            Evaluation result = new EchoModel<float>([3], loss).Evaluate(x, y);
            Assert.Equal(2.0 / 3, result["accuracy"]);
        }
    }

    [Fact]
    public void Labels_are_compared_with_the_largest_output()
    {
        Evaluation result = new EchoModel<int>([3], Loss.SparseCategoricalCrossentropy, batch: 2).Evaluate(
            [0.1f, 0.7f, 0.2f, 0.6f, 0.3f, 0.1f, 0, 0.1f, 0.9f], [1, 1, 2]);

        Assert.Equal(2.0 / 3, result["accuracy"]);
    }

    [Fact]
    public void Where_all_is_padding_nothing_is_right()
    {
        var metrics = new RunningMetrics(new EchoModel<int>([2, 3], Loss.SparseCategoricalCrossentropy).Description);
        metrics.Add<int>(loss: 0, rows: 1, outputs: new float[6], targets: new int[2], mask: new float[2]);
        Assert.Equal(0, metrics.Accuracy);
    }

    [Fact]
    public void Each_timestep_of_a_sequence_is_a_prediction()
    {
        float[] x = [0.9f, 0.1f, 0.9f, 0.1f, 0.1f, 0.9f, 0.1f, 0.9f];

        Evaluation labels = new EchoModel<int>([2, 2], Loss.SparseCategoricalCrossentropy).Evaluate(x, [0, 1, 1, 1]);
        Evaluation vectors = new EchoModel<float>([2, 2], Loss.CategoricalCrossentropy).Evaluate(x, [0, 1, 1, 0, 1, 0, 0, 1]);
        Evaluation binary = new EchoModel<float>([4, 1], Loss.BinaryCrossentropy).Evaluate(x, [1, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Equal(3.0 / 4, labels["accuracy"]);
        Assert.Equal(2.0 / 4, vectors["accuracy"]);
        Assert.Equal(5.0 / 8, binary["accuracy"]);
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError)]
    [InlineData(Loss.MeanAbsoluteError)]
    [InlineData(Loss.Huber)]
    public void Regression_has_no_accuracy(Loss loss)
    {
        Evaluation result = new EchoModel<float>([1], loss).Evaluate([1, 2], [1, 2]);

        Assert.Equal(["loss"], result.Names);
        var error = Assert.Throws<KeyNotFoundException>(() => result["accuracy"]);
        Assert.Equal("There is no \"accuracy\"; there is: loss.", error.Message);
    }

    [Fact]
    public void The_loss_weights_each_batch_with_its_rows()
    {
        var model = new EchoModel<float>([1], Loss.BinaryCrossentropy, batch: 4);

        // Batches (1 2 3 4) and (10 20): the mean of the six, not of the two means.
        Evaluation result = model.Evaluate([1, 2, 3, 4, 10, 20], new float[6]);

        Assert.Equal(40.0 / 6, result.Loss, tolerance: 1e-12);
        Assert.Equal(result.Loss, result["loss"]);
        Assert.Equal("accuracy: 0.0000 - loss: 6.6667", result.ToString());
        Assert.Equal([4, 2], model.Inferred.Select(batch => batch.Length));
    }
}
