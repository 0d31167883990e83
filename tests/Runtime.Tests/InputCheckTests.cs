namespace RnnGen.Runtime.Tests;

/// <summary>What callers read when they pass the wrong thing.</summary>
public class InputCheckTests
{
    private static readonly EchoModel<int> Sequence = new([2, 3], Loss.SparseCategoricalCrossentropy, batch: 4);

    [Fact]
    public void Values_that_are_not_whole_rows()
    {
        AssertError(
            "Echo.Predict: x has 7 values, which is not a whole number of rows of 6 (2 × 3). (Parameter 'x')",
            () => Sequence.Predict(new float[7]));
        AssertError(
            "Echo.Predict: x has 1 value, which is not a whole number of rows of 6 (2 × 3). (Parameter 'x')",
            () => Sequence.Predict(new float[1], new float[6]));
        AssertError(
            "Linear.TrainOnBatch: x has 5 values, which is not a whole number of rows of 2. (Parameter 'x')",
            () => new LinearModel(2, 1, 4).TrainOnBatch(new float[5], new float[2], new SGD()));
    }

    [Fact]
    public void More_rows_than_the_batch()
        => AssertError(
            "Echo.TrainOnBatch: x has 5 rows, but the model takes at most 4 in one step. Raise Batch in [Model], or use Fit "
            + "or Evaluate, which cut the rows into batches. (Parameter 'x')",
            () => Sequence.TrainOnBatch(new float[30], new int[10], new SGD()));

    [Fact]
    public void No_rows()
    {
        AssertError(
            "Echo.TestOnBatch: x is empty; it needs at least one row. (Parameter 'x')", () => Sequence.TestOnBatch([], []));
        AssertError(
            "Echo.Evaluate: x is empty; it needs at least one row. (Parameter 'x')", () => Sequence.Evaluate([], []));
    }

    [Fact]
    public void Targets_that_do_not_fit_the_rows()
    {
        AssertError(
            "Echo.TestOnBatch: y has 3 labels for 1 row of x, which need 2 (2 a row). (Parameter 'y')",
            () => Sequence.TestOnBatch(new float[6], new int[3]));
        AssertError(
            "Linear.Fit: y has 1 value for 2 rows of x, which need 6 (3 a row). (Parameter 'y')",
            () => new LinearModel(2, 3, 4).Fit(new float[4], new float[1], new SGD(), verbose: Verbosity.Silent));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Labels_out_of_range(int label)
    {
        AssertError(
            $"Echo.TrainOnBatch: the label of row 1, timestep 0 is {label}, but the model has 3 classes: labels are 0 to 2. "
            + "(Parameter 'y')",
            () => Sequence.TrainOnBatch(new float[12], [0, 1, label, 2], new SGD()));
    }

    [Fact]
    public void Labels_out_of_range_in_a_data_set()
        => AssertError(
            "Echo.Evaluate: the label of row 2 is 5, but the model has 5 classes: labels are 0 to 4. (Parameter 'data')",
            () => new EchoModel<int>([5], Loss.SparseCategoricalCrossentropy).Evaluate(new float[20], [0, 4, 5, 1]));

    [Fact]
    public void A_data_set_of_other_row_sizes()
    {
        var model = new EchoModel<int>([5], Loss.SparseCategoricalCrossentropy);

        AssertError(
            "Echo.Fit: a row of data has 4 input values, but the model reads 5. (Parameter 'data')",
            () => model.Fit(Dataset.Create(new float[8], new int[2], 2), new SGD(), verbose: Verbosity.Silent));
        AssertError(
            "Echo.Evaluate: a row of data has 2 targets, but the loss takes 1. (Parameter 'data')",
            () => model.Evaluate(Dataset.Create(new float[10], new int[4], 2)));
        AssertError(
            "Echo.Fit: a row of validationData has 1 input value, but the model reads 5. (Parameter 'validationData')",
            () => model.Fit(
                new float[5],
                new int[1],
                new SGD(),
                validationData: Dataset.Create(new float[2], new int[2], 2),
                verbose: Verbosity.Silent));
        AssertError(
            "Echo.Fit: a row of validationData has 1 input value, but the model reads 5. (Parameter 'validationData')",
            () => model.Fit(
                [(new float[5], new int[1])],
                new SGD(),
                stepsPerEpoch: 1,
                validationData: Dataset.Create(new float[2], new int[2], 2),
                verbose: Verbosity.Silent));
    }

    [Fact]
    public void A_destination_that_is_too_short()
        => AssertError(
            "Linear.Predict: destination has 5 values, but the outputs of 2 rows are 6 (3 a row). (Parameter 'destination')",
            () => new LinearModel(2, 3, 4).Predict(new float[4], new float[5]));

    [Fact]
    public void Rows_of_a_stateful_model_that_are_not_whole_batches()
    {
        const string Because = "but a stateful model takes whole batches of 2, because row i of a batch continues row i of "
            + "the batch before. Pass a multiple of 2 rows, or change Batch in [Model].";
        AssertError(
            $"RunningSum.Predict: x has 3 rows, {Because} (Parameter 'x')",
            () => new StatefulModel(batch: 2).Predict(new float[3]));

        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2, stateful: true);
        AssertError(
            $"Echo.TrainOnBatch: x has 1 row, {Because} (Parameter 'x')",
            () => model.TrainOnBatch(new float[1], new float[1], new SGD()));
        AssertError(
            $"Echo.Fit: the training data has 3 rows, {Because} (Parameter 'data')",
            () => model.Fit(new float[3], new float[3], new SGD(), verbose: Verbosity.Silent));
        AssertError(
            $"Echo.Fit: the part split off for validation has 1 row, {Because} (Parameter 'validationSplit')",
            () => model.Fit(new float[4], new float[4], new SGD(), validationSplit: 0.25f, verbose: Verbosity.Silent));
        AssertError(
            $"Echo.Evaluate: data has 3 rows, {Because} (Parameter 'data')",
            () => model.Evaluate(new float[3], new float[3]));
        Assert.Empty(model.Trained);
    }

    [Fact]
    public void Values_that_are_not_finite_when_asked_to_check()
    {
        var model = new EchoModel<float>([3], Loss.MeanSquaredError, batch: 2);
        float[] x = [0, 0, 0, 0, float.NaN, 0], y = [0, 0, 0, 0, 0, float.NegativeInfinity];
        model.Predict(x);
        Assert.True(float.IsNaN(model.TestOnBatch(x, x)));

        model.CheckInputs = true;
        const string Advice = "Clean the data, or set CheckInputs to false to let such values through.";
        AssertError(
            $"Echo.Predict: x holds NaN at row 1, index 1 of the row. {Advice} (Parameter 'x')", () => model.Predict(x));
        AssertError(
            $"Echo.TrainOnBatch: y holds -Infinity at row 1, index 2 of the row. {Advice} (Parameter 'y')",
            () => model.TrainOnBatch(new float[6], y, new SGD()));
        AssertError(
            $"Echo.Fit: data holds NaN at row 1, index 1 of the row. {Advice} (Parameter 'data')",
            () => model.Fit(x, y, new SGD(), verbose: Verbosity.Silent));
        AssertError(
            $"Echo.Evaluate: data holds -Infinity at row 1, index 2 of the row. {Advice} (Parameter 'data')",
            () => model.Evaluate(new float[6], y));
        Assert.Empty(model.Trained);
    }

    [Fact]
    public void Batch_sizes_out_of_range()
    {
        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 4);
        foreach (int size in new[] { 0, 5, -1 })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(
                () => model.Fit(new float[8], new float[8], new SGD(), batchSize: size, verbose: Verbosity.Silent));
            Assert.StartsWith(
                $"Echo.Fit: batchSize is {size}; it must be 1 to 4 (Batch in [Model]).", error.Message, StringComparison.Ordinal);
        }

        var stateful = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 4, stateful: true);
        var exact = Assert.Throws<ArgumentOutOfRangeException>(
            () => stateful.Fit(new float[8], new float[8], new SGD(), batchSize: 2, verbose: Verbosity.Silent));
        Assert.StartsWith(
            "Echo.Fit: batchSize is 2; it must be exactly 4, because the model is stateful (Batch in [Model]).",
            exact.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_leave_the_model_as_it_was()
    {
        var model = new LinearModel(2, 1, 4);
        float[] before = model.Parameters.ToArray();
        var used = new Adam();
        used.Apply(new LinearModel(2, 1, 4));

        Assert.Throws<ArgumentException>(() => model.TrainOnBatch(new float[4], new float[3], new Adam()));
        Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(new float[4], new float[2], used));
        Assert.Throws<ArgumentNullException>(() => model.TrainOnBatch(new float[4], new float[2], null!));
        Assert.Equal(before, model.Parameters.ToArray());

        // Not even a forward pass: the states of a stateful model would have moved on.
        EchoModel<float> echo = new([1], Loss.MeanSquaredError);
        Assert.Throws<InvalidOperationException>(() => echo.TrainOnBatch(new float[1], new float[1], used));
        Assert.Empty(echo.Trained);
    }

    private static void AssertError(string expected, Action action)
    {
        var error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(expected, error.Message);
    }
}
