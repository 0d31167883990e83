namespace RnnGen.Runtime.Tests;

public class FitTests
{
    [Fact]
    public void Batches_come_in_order_and_the_last_may_be_smaller()
    {
        EchoModel<float> model = Echo(batch: 4);
        History history = Fit(model, rows: 10, shuffle: false, epochs: 2);

        float[][] epoch = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]];
        Assert.Equal([.. epoch, .. epoch], model.Trained);
        Assert.Equal([0, -1, -2, -3], model.TrainedTargets[0]);
        Assert.Equal([0, 1], history.Epochs);
        Assert.False(history.Cancelled);
        Assert.True(history.TrainingTime > TimeSpan.Zero);

        // One step for each batch, with gradient 1.
        Assert.Equal(-6, model.Weight);
    }

    [Fact]
    public void The_batch_size_can_be_smaller_than_the_models()
    {
        EchoModel<float> model = Echo(batch: 4);
        Fit(model, rows: 5, batchSize: 2, shuffle: false);

        Assert.Equal([2, 2, 1], model.Trained.Select(batch => batch.Length));
    }

    [Fact]
    public void The_loss_of_an_epoch_weights_each_batch_with_its_rows()
    {
        History history = Fit(Echo(batch: 4), rows: 10, shuffle: false);

        Assert.Equal([4.5], history["loss"]);
        Assert.Equal(["loss"], history.Keys);
    }

    [Fact]
    public void Shuffling_reads_every_row_once_in_an_order_of_each_epoch()
    {
        EchoModel<float> model = Echo(batch: 4, seed: 3);
        Fit(model, rows: 10, epochs: 3);

        float[][] epochs = [.. model.Trained.Chunk(3).Select(epoch => epoch.SelectMany(batch => batch).ToArray())];
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), epoch.Order()));
        Assert.Equal(3, epochs.Select(epoch => string.Join(' ', epoch)).Distinct().Count());
        Assert.All(epochs, epoch => Assert.NotEqual(epoch.Order(), epoch));

        // Targets move with their rows.
        float[] targets = [.. model.TrainedTargets.SelectMany(batch => batch)];
        Assert.Equal(model.Trained.SelectMany(batch => batch).Select(x => -x), targets);
    }

    [Fact]
    public void Shuffling_moves_whole_rows()
    {
        var model = new EchoModel<float>([2, 2], Loss.MeanSquaredError, batch: 3);
        float[] x = [.. Enumerable.Range(0, 20).Select(i => (float)i)];
        model.Fit(x, new float[20], new SGD(1), verbose: Verbosity.Silent);

        IEnumerable<float[]> rows = model.Trained.SelectMany(batch => batch).Chunk(4);
        Assert.All(rows, row => Assert.Equal([row[0], row[0] + 1, row[0] + 2, row[0] + 3], row));
        Assert.Equal([0f, 4, 8, 12, 16], rows.Select(row => row[0]).Order());
    }

    [Fact]
    public void Shuffling_repeats_with_the_seed_and_goes_on_with_the_next_fit()
    {
        EchoModel<float> once = Echo(batch: 4, seed: 3), twice = Echo(batch: 4, seed: 3), other = Echo(batch: 4, seed: 4);
        Fit(once, rows: 10, epochs: 4);
        var optimizer = new SGD(1);
        Fit(twice, rows: 10, epochs: 1, optimizer: optimizer);
        Fit(twice, rows: 10, epochs: 3, optimizer: optimizer);
        Fit(other, rows: 10, epochs: 4);

        Assert.Equal(once.Trained, twice.Trained);
        Assert.NotEqual(once.Trained, other.Trained);
    }

    [Fact]
    public void Rows_of_stateful_models_stay_in_order()
    {
        var model = new EchoModel<float>([1], Loss.MeanSquaredError, batch: 2, stateful: true);
        Fit(model, rows: 6, epochs: 2);

        Assert.Equal([[0, 1], [2, 3], [4, 5], [0, 1], [2, 3], [4, 5]], model.Trained);
    }

    [Theory]
    [InlineData(10, 0.2f, 8)]
    [InlineData(10, 0.25f, 7)]
    [InlineData(1000, 0.1f, 900)]
    [InlineData(1000, 0.3f, 700)]
    [InlineData(7, 0.5f, 3)]
    public void The_validation_split_is_the_end_of_the_data(int rows, float split, int training)
    {
        EchoModel<float> model = Echo(batch: 4);
        History history = Fit(model, rows, validationSplit: split, epochs: 2);

        // Keras: ⌊n·(1 − split)⌋ rows to train on, also where the float nearest to 0.1 is a little more than 0.1.
        IEnumerable<float> trained = model.Trained.SelectMany(batch => batch);
        Assert.Equal(Enumerable.Range(0, training).Select(i => (float)i), trained.Distinct().Order());
        Assert.Equal(2 * training, trained.Count());

        float[] validated = [.. Enumerable.Range(training, rows - training).Select(i => (float)i)];
        Assert.Equal([.. validated, .. validated], model.Inferred.SelectMany(batch => batch));
        Assert.Equal([validated.Average(), validated.Average()], history["val_loss"].Select(loss => (float)loss));
        Assert.Equal(["loss", "val_loss"], history.Keys);
    }

    [Theory]
    [InlineData(0.9f, "training")]
    [InlineData(1e-20f, "validation")]
    public void A_split_without_rows_is_an_error(float split, string part)
    {
        var error = Assert.Throws<ArgumentException>(() => Fit(Echo(batch: 4), rows: 5, validationSplit: split));

        Assert.Equal(
            $"Echo.Fit: validationSplit leaves no rows for {part}: there are 5 rows in all. (Parameter 'validationSplit')",
            error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void A_split_out_of_range_is_an_error(float split)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Fit(Echo(batch: 4), rows: 5, validationSplit: split));

    [Fact]
    public void Validation_data_stands_instead_of_a_split()
    {
        EchoModel<float> model = Echo(batch: 4);
        History history = Fit(
            model, rows: 6, validationSplit: 0.5f, validationData: Dataset.Create<float, float>([100, 200], [0, 0], 2));

        Assert.Equal(6, model.Trained.Sum(batch => batch.Length));
        Assert.Equal([150.0], history["val_loss"]);
    }

    [Fact]
    public void Classification_has_accuracy_before_loss()
    {
        var model = new EchoModel<int>([2], Loss.SparseCategoricalCrossentropy, batch: 2);
        History history = model.Fit(
            [0.9f, 0.1f, 0.2f, 0.8f, 0.3f, 0.7f, 0.6f, 0.4f],
            [0, 1, 0, 0],
            new SGD(1),
            shuffle: false,
            validationSplit: 0.25f,
            verbose: Verbosity.Silent);

        Assert.Equal(["accuracy", "loss", "val_accuracy", "val_loss"], history.Keys);
        Assert.Equal([2.0 / 3], history["accuracy"]);
        Assert.Equal([1.0], history["val_accuracy"]);
        var error = Assert.Throws<KeyNotFoundException>(() => history["acc"]);
        Assert.Equal("There is no \"acc\"; there is: accuracy, loss, val_accuracy, val_loss.", error.Message);
        Assert.Equal([false, true], new[] { "acc", "loss" }.Select(history.ContainsKey));
        Assert.Equal(history.Select(pair => pair.Value), history.Values);
    }

    [Fact]
    public void A_generator_goes_on_from_epoch_to_epoch_and_starts_again_when_it_ends()
    {
        EchoModel<float> model = Echo(batch: 4);
        (float[], float[])[] batches = [([1, 2], [0, 0]), ([3], [0]), ([4, 5, 6, 7], [0, 0, 0, 0])];
        History history = model.Fit(batches, new SGD(1), stepsPerEpoch: 2, epochs: 2, verbose: Verbosity.Silent);

        Assert.Equal([[1, 2], [3], [4, 5, 6, 7], [1, 2]], model.Trained);
        Assert.Equal([2.0, 25.0 / 6], history["loss"]);
    }

    [Fact]
    public void Only_as_many_batches_are_made_as_are_used()
    {
        int made = 0;
        bool disposed = false;
        IEnumerable<(float[], float[])> Endless()
        {
            try
            {
                while (true)
                {
                    made++;
                    yield return ([made], [0]);
                }
            }
            finally
            {
                disposed = true;
            }
        }

        Echo(batch: 4).Fit(Endless(), new SGD(1), stepsPerEpoch: 3, epochs: 2, verbose: Verbosity.Silent);

        Assert.Equal(6, made);
        Assert.True(disposed);
    }

    [Fact]
    public void A_generated_batch_that_does_not_fit_is_an_error()
    {
        EchoModel<float> model = Echo(batch: 2);

        var large = Assert.Throws<ArgumentException>(
            () => model.Fit([(new float[3], new float[3])], new SGD(), 1, verbose: Verbosity.Silent));
        Assert.StartsWith("Echo.Fit: x has 3 rows, but the model takes at most 2", large.Message, StringComparison.Ordinal);
        var empty = Assert.Throws<ArgumentException>(() => model.Fit([], new SGD(), 1, verbose: Verbosity.Silent));
        Assert.Equal("Echo.Fit: batches is empty.", empty.Message);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => model.Fit([(new float[1], new float[1])], new SGD(), stepsPerEpoch: 0, verbose: Verbosity.Silent));
    }

    [Fact]
    public void Wrong_arguments_are_found_before_training()
    {
        EchoModel<float> model = Echo(batch: 2);
        var used = new SGD();
        used.Apply(Echo(batch: 2));
        var callback = new Recorder();

        Assert.Throws<InvalidOperationException>(() => Fit(model, rows: 2, optimizer: used, callbacks: [callback]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(model, rows: 2, epochs: 0, callbacks: [callback]));
        Assert.Throws<ArgumentNullException>(
            () => model.Fit(new float[2], new float[2], null!, verbose: Verbosity.Silent, callbacks: [callback]));
        Assert.Empty(callback.Events);
        Assert.Empty(model.Trained);
    }

    [Fact]
    public void Training_with_fit_equals_training_by_hand()
    {
        float[] x = [.. Enumerable.Range(0, 14).Select(i => MathF.Sin(i))], y = [.. Enumerable.Range(0, 7).Select(i => MathF.Cos(i))];
        var fitted = new LinearModel(2, 1, batch: 3, seed: 5);
        var byHand = new LinearModel(2, 1, batch: 3, seed: 5);
        fitted.Fit(x, y, new Adam(), epochs: 2, shuffle: false, verbose: Verbosity.Silent);
        var optimizer = new Adam();
        for (int epoch = 0; epoch < 2; epoch++)
        {
            for (int first = 0; first < 7; first += 3)
            {
                int last = Math.Min(7, first + 3);
                byHand.TrainOnBatch(x.AsSpan()[(2 * first)..(2 * last)], y.AsSpan()[first..last], optimizer);
            }
        }

        Assert.Equal(byHand.Parameters.ToArray(), fitted.Parameters.ToArray());
    }

    internal static EchoModel<float> Echo(int batch, int seed = 0) => new([1], Loss.MeanSquaredError, batch, seed);

    /// <summary>Trains on rows x = 0, 1, 2 … with targets −x.</summary>
    internal static History Fit(
        EchoModel<float> model,
        int rows,
        int epochs = 1,
        int? batchSize = null,
        bool? shuffle = null,
        float validationSplit = 0,
        Dataset<float, float>? validationData = null,
        Optimizer? optimizer = null,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellationToken = default)
    {
        float[] x = [.. Enumerable.Range(0, rows).Select(i => (float)i)];
        return model.Fit(
            x,
            [.. x.Select(value => -value)],
            optimizer ?? new SGD(1),
            epochs,
            batchSize,
            shuffle,
            validationSplit,
            validationData,
            Verbosity.Silent,
            callbacks,
            cancellationToken);
    }
}
