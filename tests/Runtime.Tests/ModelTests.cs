using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime.Tests;

public class ModelTests
{
    [Fact]
    public void Blocks_start_on_a_cache_line()
    {
        foreach (int size in new[] { 1, 3, 5, 8, 13 })
        {
            var model = new LinearModel(size, 1, 1);
            model.Predict(new float[size]);
            Assert.Equal(0u, Address(model.Parameters) % 64);
            Assert.Equal(0u, Address(model.Gradients) % 64);
            Assert.Equal(0u, Address(model.WorkspaceNow) % 64);
        }
    }

    [Fact]
    public void The_workspace_grows_with_the_first_training_step()
    {
        var model = new LinearModel(2, 3, batch: 4);
        Assert.Equal(0, model.WorkspaceNow.Length);

        model.Predict(new float[2]);
        Assert.Equal(12, model.WorkspaceNow.Length);

        model.TrainOnBatch(new float[2], new float[3], new SGD());
        Assert.Equal(24, model.WorkspaceNow.Length);

        model.Predict(new float[2]);
        Assert.Equal(24, model.WorkspaceNow.Length);
    }

    [Fact]
    public void Memory_that_could_not_be_had_is_asked_for_again()
    {
        // As after an OutOfMemoryException: the second call must not find the workspace missing.
        var model = new BareModel(Describe.Model([1], [1], 1, [], workspaceSize: long.MaxValue / 2));
        for (int call = 0; call < 2; call++)
            Assert.Throws<OverflowException>(() => model.Predict([1f]).Length);
    }

    [Fact]
    public void Predict_gives_the_rows_in_order_however_many()
    {
        var model = new LinearModel(2, 1, batch: 3);
        model.SetWeights([2, 3], [1]);
        foreach (int rows in new[] { 1, 2, 3, 4, 6, 10, 5 })
        {
            float[] x = [.. Enumerable.Range(0, 2 * rows).Select(i => (float)i)];
            float[] expected = [.. Enumerable.Range(0, rows).Select(row => 2 * x[2 * row] + 3 * x[2 * row + 1] + 1)];
            Assert.Equal(expected, model.Predict(x).ToArray());

            float[] destination = new float[rows + 1];
            model.Predict(x, destination);
            Assert.Equal([.. expected, 0], destination);
        }

        Assert.True(model.Predict([]).IsEmpty);
    }

    [Fact]
    public void Further_outputs_have_the_rows_of_the_last_prediction()
    {
        var model = new StatefulModel(batch: 2, stateful: false);
        model.Predict([1, 2, 3, 4, 5]);
        Assert.Equal([10, 20, 30, 40, 50], model.GetOutput(0).ToArray());
        Assert.Equal([1, -1, 2, -2, 3, -3, 4, -4, 5, -5], model.GetOutput(1).ToArray());

        model.Predict([7]);
        Assert.Equal([70], model.GetOutput(0).ToArray());
        Assert.Equal([7, -7], model.GetOutput(1).ToArray());

        model.Predict([1, 2, 3], new float[3]);
        Assert.Equal([1, -1, 2, -2, 3, -3], model.GetOutput(1).ToArray());
        Assert.Throws<InvalidOperationException>(() => model.GetOutput(0).Length);
    }

    [Fact]
    public void Further_outputs_are_gone_after_another_call()
    {
        var model = new LinearModel(1, 1, batch: 2);
        Assert.Throws<InvalidOperationException>(() => model.GetOutput(0).Length);

        model.Predict([1f]);
        Assert.Equal(1, model.GetOutput(0).Length);
        model.TestOnBatch([1f], [1f]);
        var gone = Assert.Throws<InvalidOperationException>(() => model.GetOutput(0).Length);
        Assert.Equal(
            "Linear.GetOutput: the outputs of a prediction are there until the next call on the model; call Predict first.",
            gone.Message);

        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => model.GetOutput(1).Length);
        Assert.StartsWith("Linear.GetOutput: the model has 1 output, numbered from 0.", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void States_last_from_batch_to_batch_until_reset()
    {
        var model = new StatefulModel(batch: 2);

        Assert.Equal([10, 20, 40, 60], model.Predict([1, 2, 3, 4]).ToArray());
        Assert.Equal([50, 70], model.Predict([1, 1]).ToArray());
        model.ResetStates();
        Assert.Equal([10, 10], model.Predict([1, 1]).ToArray());
    }

    [Fact]
    public void A_training_step_is_forward_loss_backward_update()
    {
        var model = new LinearModel(1, 1, batch: 2);
        model.SetWeights([2f], [0.5f]);

        // Outputs 2.5 and 4.5, errors 0.5 and −1.5: loss (0.25 + 2.25)/2; dW = 0.5·1 − 1.5·2, db = 0.5 − 1.5.
        float loss = model.TrainOnBatch([1, 2], [2, 6], new SGD(0.1f));

        Assert.Equal(1.25f, loss);
        Assert.Equal([-2.5f, -1f], model.Gradients.ToArray());
        Assert.Equal([2.25f, 0.6f], model.Parameters.ToArray());
        Assert.Equal((float)(Math.Pow(2.85 - 2, 2) + Math.Pow(5.1 - 6, 2)) / 2, model.TestOnBatch([1, 2], [2, 6]), 1e-5f);
        Assert.Equal([2.25f, 0.6f], model.Parameters.ToArray());
    }

    [Fact]
    public void Training_learns()
    {
        var model = new LinearModel(3, 2, batch: 8, seed: 1);
        var optimizer = new Adam(0.05f);
        var random = new System.Random(1);
        float loss = float.NaN;
        for (int step = 0; step < 500; step++)
        {
            float[] x = [.. Enumerable.Range(0, 24).Select(_ => random.NextSingle())];
            float[] y = [.. Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? x[i / 2 * 3] - 2 : x[i / 2 * 3 + 1] + x[i / 2 * 3 + 2])];
            loss = model.TrainOnBatch(x, y, optimizer);
        }

        Assert.True(loss < 1e-4, $"loss {loss}");
    }

    [Fact]
    public void Dropout_changes_with_each_training_step_only()
    {
        var model = new EchoModel<float>([1], Loss.MeanSquaredError);
        var optimizer = new SGD();
        model.TrainOnBatch([1f], [1f], optimizer);
        model.TestOnBatch([1f], [1f]);
        model.Predict([1f]);
        model.TrainOnBatch([1f], [1f], optimizer);
        model.TrainOnBatch([1f], [1f], optimizer);

        Assert.Equal([0, 1, 1, 1, 2], model.DropoutSteps);
    }

    [Fact]
    public void Weights_come_out_as_they_went_in()
    {
        var model = new LinearModel(2, 3, batch: 1);
        model.SetWeights([1, 2, 3, 4, 5, 6], [7, 8, 9]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], model.Parameters.ToArray());

        IReadOnlyList<Tensor<float>> weights = model.GetWeights();
        Assert.Equal([2, 3], weights[0].Lengths.ToArray());
        Assert.Equal(4f, weights[0][1, 0]);
        Assert.Equal([3], weights[1].Lengths.ToArray());

        weights[0][1, 0] = -4;
        Assert.Equal(4, model.Parameters[3]);
        var other = new LinearModel(2, 3, batch: 1);
        other.SetWeights(weights);
        Assert.Equal([1, 2, 3, -4, 5, 6, 7, 8, 9], other.Parameters.ToArray());
    }

    [Fact]
    public void A_transposed_view_is_set_by_its_shape()
    {
        var model = new LinearModel(2, 3, batch: 1);
        Tensor<float> stored = Tensor.Create<float>([1, 4, 2, 5, 3, 6], [3, 2]);
        model.SetWeights([Tensor.PermuteDimensions<float>(stored, [1, 0]), Tensor.Create<float>([0, 0, 0], [3])]);

        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 0, 0], model.Parameters.ToArray());
    }

    [Fact]
    public void Wrong_weights_are_named_and_change_nothing()
    {
        var model = new LinearModel(2, 3, batch: 1);
        float[] before = model.Parameters.ToArray();
        Tensor<float> kernel = Tensor.Create<float>(new float[6], [2, 3]);

        var count = Assert.Throws<ArgumentException>(() => model.SetWeights([kernel]));
        Assert.Equal(
            "Linear.SetWeights: 1 weight given, but the model has 2: dense/kernel (2, 3), dense/bias (3,). (Parameter 'weights')",
            count.Message);
        var shape = Assert.Throws<ArgumentException>(() => model.SetWeights([kernel, Tensor.Create<float>(new float[3], [1, 3])]));
        Assert.Equal(
            "Linear.SetWeights: weight 1 (dense/bias) has shape (3,), but the tensor given has shape (1, 3). (Parameter 'weights')",
            shape.Message);
        var transposed = Assert.Throws<ArgumentException>(
            () => model.SetWeights([Tensor.Create<float>(new float[6], [3, 2]), Tensor.Create<float>(new float[3], [3])]));
        Assert.Contains("weight 0 (dense/kernel) has shape (2, 3), but the tensor given has shape (3, 2).", transposed.Message, StringComparison.Ordinal);
        var length = Assert.Throws<ArgumentException>(() => model.SetWeights(new float[6], new float[2]));
        Assert.Equal(
            "Linear.SetWeights: weight 1 (dense/bias) has shape (3,), which is 3 values, but the array given has 2. (Parameter 'weights')",
            length.Message);
        Assert.Throws<ArgumentException>(() => model.SetWeights(new float[6]));
        Assert.Equal(before, model.Parameters.ToArray());
    }

    [Fact]
    public void The_seed_is_kept() => Assert.Equal(17, new LinearModel(1, 1, 1, seed: 17).Seed);

    private static nuint Address(Span<float> span)
        => (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(span));
}
