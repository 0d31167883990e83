using System.Numerics.Tensors;

namespace RnnGen.Runtime.Tests;

public class OptimizerTests
{
    private const float Rate = 0.05f;
    private const int Steps = 20;

    /// <summary>Each optimizer and option with its reference.</summary>
    private static readonly Dictionary<string, (Func<Optimizer> Optimizer, Func<ReferenceOptimizer> Reference)> Cases = new()
    {
        ["SGD"] = (() => new SGD(Rate), () => new ReferenceSgd(Rate)),
        ["SGD momentum"] = (() => new SGD(Rate, momentum: 0.9), () => new ReferenceSgd(Rate, 0.9)),
        ["SGD nesterov"] = (() => new SGD(Rate, 0.9, nesterov: true), () => new ReferenceSgd(Rate, 0.9, true)),
        ["SGD nesterov without momentum"] = (() => new SGD(Rate, nesterov: true), () => new ReferenceSgd(Rate)),
        ["RMSprop"] = (() => new RMSprop(Rate), () => new ReferenceRmsprop(Rate)),
        ["RMSprop rho epsilon"] = (
            () => new RMSprop(Rate, rho: 0.8, epsilon: 1e-3), () => new ReferenceRmsprop(Rate, 0.8, epsilon: 1e-3)),
        ["RMSprop momentum"] = (
            () => new RMSprop(Rate, momentum: 0.7), () => new ReferenceRmsprop(Rate, momentum: 0.7)),
        ["RMSprop centered"] = (
            () => new RMSprop(Rate, centered: true), () => new ReferenceRmsprop(Rate, centered: true)),
        ["RMSprop centered momentum"] = (
            () => new RMSprop(Rate, momentum: 0.7, centered: true),
            () => new ReferenceRmsprop(Rate, momentum: 0.7, centered: true)),
        ["Adam"] = (() => new Adam(Rate), () => new ReferenceAdam(Rate)),
        ["Adam betas epsilon"] = (
            () => new Adam(Rate, beta1: 0.8, beta2: 0.95, epsilon: 1e-3), () => new ReferenceAdam(Rate, 0.8, 0.95, 1e-3)),
        ["Adam amsgrad"] = (
            () => new Adam(Rate, beta2: 0.5, amsgrad: true), () => new ReferenceAdam(Rate, beta2: 0.5, amsgrad: true)),
        ["AdamW without decay"] = (() => new AdamW(Rate, weightDecay: 0), () => new ReferenceAdam(Rate)),
        ["AdamW amsgrad without decay"] = (
            () => new AdamW(Rate, 0, beta2: 0.5, amsgrad: true),
            () => new ReferenceAdam(Rate, beta2: 0.5, amsgrad: true)),
        ["Nadam"] = (() => new Nadam(Rate), () => new ReferenceNadam(Rate)),
        ["Nadam betas epsilon"] = (
            () => new Nadam(Rate, 0.8, 0.95, 1e-3), () => new ReferenceNadam(Rate, 0.8, 0.95, 1e-3)),
        ["Adamax"] = (() => new Adamax(Rate), () => new ReferenceAdamax(Rate)),
        ["Adamax betas epsilon"] = (
            () => new Adamax(Rate, 0.8, 0.6, 1e-3), () => new ReferenceAdamax(Rate, 0.8, 0.6, 1e-3)),
        ["Adagrad"] = (() => new Adagrad(Rate), () => new ReferenceAdagrad(Rate)),
        ["Adagrad accumulator epsilon"] = (
            () => new Adagrad(Rate, 1e-4, 1e-3), () => new ReferenceAdagrad(Rate, 1e-4, 1e-3)),
        ["Adadelta"] = (() => new Adadelta(1), () => new ReferenceAdadelta(1)),
        ["Adadelta rho epsilon"] = (() => new Adadelta(1, 0.8, 1e-3), () => new ReferenceAdadelta(1, 0.8, 1e-3)),
    };

    public static TheoryData<string, int> CasesAndSizes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Cases.Keys)
            {
                foreach (int size in new[] { 1, 3, 7, 17, 257 })
                    data.Add(name, size);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CasesAndSizes))]
    public void Follows_the_formula_of_Keras(string name, int size)
    {
        BareModel model = NewModel([size]);
        Optimizer optimizer = Cases[name].Optimizer();
        ReferenceOptimizer[] references = [.. Enumerable.Range(0, size).Select(_ => Cases[name].Reference())];
        double[] expected = [.. model.Parameters.ToArray()];

        for (int t = 1; t <= Steps; t++)
        {
            for (int i = 0; i < size; i++)
            {
                model.Gradients[i] = Gradient(i, t);
                expected[i] = references[i].Update(expected[i], model.Gradients[i], t);
            }

            optimizer.Apply(model);
            AssertClose(expected, model.Parameters, $"{name}, step {t}");
        }

        Assert.Equal(Steps, optimizer.Iterations);
    }

    [Fact]
    public void The_defaults_are_those_of_Keras()
    {
        Assert.Equal(0.01f, new SGD().LearningRate);
        Assert.All(
            new Optimizer[] { new RMSprop(), new Adam(), new AdamW(), new Nadam(), new Adamax(), new Adagrad(), new Adadelta() },
            optimizer => Assert.Equal(0.001f, optimizer.LearningRate));
        Assert.Equal(0.004f, new AdamW().WeightDecay);
        Assert.Null(new Adam().WeightDecay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void Weight_decay_comes_before_the_update_and_is_not_in_the_moments(int size)
    {
        foreach (Optimizer optimizer in new Optimizer[] { new Adam(Rate) { WeightDecay = 0.3f }, new AdamW(Rate, 0.3f) })
        {
            BareModel model = NewModel([size]);
            ReferenceOptimizer[] references = [.. Enumerable.Range(0, size).Select(_ => new ReferenceAdam(Rate))];
            double[] expected = [.. model.Parameters.ToArray()];
            for (int t = 1; t <= Steps; t++)
            {
                for (int i = 0; i < size; i++)
                {
                    model.Gradients[i] = Gradient(i, t);
                    double decayed = expected[i] - expected[i] * 0.3f * Rate;
                    expected[i] = references[i].Update(decayed, model.Gradients[i], t);
                }

                optimizer.Apply(model);
            }

            AssertClose(expected, model.Parameters, optimizer.GetType().Name);
        }
    }

    [Fact]
    public void Clip_value_limits_each_element()
    {
        BareModel model = WithGradients([4], [-3, -0.5f, 0.5f, 3]);
        new SGD(1) { ClipValue = 1 }.Apply(model);

        Assert.Equal([-1, -0.5f, 0.5f, 1], model.Gradients.ToArray());
    }

    [Fact]
    public void Clip_norm_limits_the_norm_of_each_weight_alone()
    {
        // Norms 5 (limited to 2.5), 2 (left as it is) and 0.
        BareModel model = new(Describe.Model([1], [1], 1, Describe.Weights(Initializer.Zeros, [2], [1], [2])));
        new float[] { 3, 4, 2, 0, 0 }.CopyTo(model.Gradients);
        new SGD(1) { ClipNorm = 2.5f }.Apply(model);

        AssertClose([1.5, 2, 2, 0, 0], model.Gradients, "clipped");
        AssertClose([-1.5, -2, -2, 0, 0], model.Parameters, "updated");
    }

    [Fact]
    public void Clip_norm_passes_over_weights_that_are_not_trained()
    {
        // Not trained, at the same offset as the second trained weight but in another block.
        WeightDescription[] trained = Describe.Weights(Initializer.Zeros, [2], [2]);
        WeightDescription average = new("layer", "average", [3], 1, Initializer.Ones) { Trainable = false };
        BareModel model = new(Describe.Model([1], [1], 1, [trained[0], average, trained[1]], nonTrainable: 4));
        new float[] { 3, 4, 6, 8 }.CopyTo(model.Gradients);
        new SGD(1) { ClipNorm = 5 }.Apply(model);

        AssertClose([3, 4, 3, 4], model.Gradients, "clipped");
        AssertClose([0, 1, 1, 1], model.NonTrainableWeights, "as they were");
    }

    [Fact]
    public void Global_clip_norm_limits_the_norm_of_all_weights_together()
    {
        // Norm of all: 6.
        BareModel model = new(Describe.Model([1], [1], 1, Describe.Weights(Initializer.Zeros, [2], [1])));
        new float[] { 4, 2, 4 }.CopyTo(model.Gradients);
        new SGD(1) { GlobalClipNorm = 3 }.Apply(model);
        AssertClose([2, 1, 2], model.Gradients, "clipped");

        new float[] { 1, 2, 2 }.CopyTo(model.Gradients);
        new SGD(1) { GlobalClipNorm = 3 }.Apply(model);
        AssertClose([1, 2, 2], model.Gradients, "not above it");

        model.Gradients.Clear();
        new SGD(1) { GlobalClipNorm = 3 }.Apply(model);
        AssertClose([0, 0, 0], model.Gradients, "zero");
    }

    [Theory]
    [InlineData(0.1f, null)]
    [InlineData(null, 0.1f)]
    public void Norms_are_those_of_all_shards_together(float? norm, float? globalNorm)
    {
        float[][] trained = [.. new[] { 4, 1 }.Select(shardRows =>
        {
            LinearModel model = new(2, 1, batch: 4, shardRows: shardRows);
            model.TrainOnBatch([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4], new SGD(1) { ClipNorm = norm, GlobalClipNorm = globalNorm });
            return model.Parameters.ToArray();
        })];
        AssertClose([.. trained[0]], trained[1], "four shards");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Global_clip_norm_shows_a_gradient_that_is_not_finite(float value)
    {
        BareModel model = WithGradients([3], [1, value, 1]);
        new SGD(1) { GlobalClipNorm = 3 }.Apply(model);

        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsNaN(gradient)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_that_is_not_finite_leaves_nothing_in_the_gradients_of_a_table(bool global)
    {
        TokenModel model = new(seed: 1), fresh = new(seed: 1);
        IReadOnlyList<Tensor<float>> good = model.GetWeights();
        model.Parameters[^1] = float.NaN;
        model.TrainOnBatch([0, 1, 2], [1, 1], Clipping());
        Assert.All(model.Gradients.ToArray(), gradient => Assert.True(float.IsNaN(gradient)));

        // Tokens that the batch before had not, and one of them again.
        model.SetWeights(good);
        foreach (int[] x in new int[][] { [2, 8, 9], [3, 3, 4] })
        {
            Assert.Equal(fresh.TrainOnBatch(x, [1, 1], Clipping()), model.TrainOnBatch(x, [1, 1], Clipping()));
            Assert.Equal(fresh.Gradients.ToArray(), model.Gradients.ToArray());
            Assert.Equal(fresh.Parameters.ToArray(), model.Parameters.ToArray());
        }

        Optimizer Clipping() => global ? new SGD(0.1f) { GlobalClipNorm = 1 } : new SGD(0.1f) { ClipNorm = 1 };
    }

    [Fact]
    public void Two_ways_of_clipping_are_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => new Adam { ClipValue = 1, ClipNorm = 1 });

        Assert.Equal(
            "Both ClipValue and ClipNorm are set; only one way of clipping can be used. (Parameter 'ClipNorm')", error.Message);
        Assert.Throws<ArgumentException>(() => new Adam { GlobalClipNorm = 1, ClipValue = 1 });
        Assert.Throws<ArgumentException>(() => new Adam { ClipNorm = 1, GlobalClipNorm = 1 });
        Assert.Null(new Adam { ClipNorm = null, ClipValue = 2 }.ClipNorm);
    }

    [Fact]
    public void Arguments_out_of_range_are_an_error()
    {
        Func<Optimizer>[] wrong =
        [
            () => new SGD(-1), () => new SGD(float.NaN), () => new SGD(float.PositiveInfinity), () => new SGD(1, 1.1),
            () => new SGD(1, -0.1), () => new SGD(1, double.NaN), () => new RMSprop(1, 1), () => new RMSprop(1, 0.9, 2),
            () => new RMSprop(1, 0.9, 0, -1), () => new Adam(1, 1), () => new Adam(1, 0.9, 1), () => new Adam(1, 0.9, 0.9, -1),
            () => new AdamW(1, -1), () => new AdamW(1, 0, 1), () => new Nadam(1, -0.1), () => new Adamax(1, 0.9, double.NaN),
            () => new Adagrad(1, -1), () => new Adadelta(1, 1), () => new SGD { ClipNorm = 0 }, () => new SGD { ClipValue = -1 },
            () => new SGD { GlobalClipNorm = float.NaN }, () => new SGD { WeightDecay = -1 }, () => new SGD { LearningRate = -1 },
        ];

        Assert.All(wrong, create => Assert.Throws<ArgumentOutOfRangeException>(create));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(1, beta2: 1.5));
        Assert.StartsWith("beta2 is 1.5; it must be in [0, 1).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_learning_rate_can_change_on_the_way()
    {
        BareModel model = WithGradients([1], [1]);
        var optimizer = new SGD(1);
        optimizer.Apply(model);
        optimizer.LearningRate = 0.25f;
        optimizer.Apply(model);

        AssertClose([-1.25], model.Parameters, "SGD");
    }

    [Fact]
    public void An_optimizer_belongs_to_one_model()
    {
        var optimizer = new Adam();
        optimizer.Apply(new LinearModel(1, 1, 1, name: "First"));

        var other = Assert.Throws<InvalidOperationException>(() => optimizer.Apply(new LinearModel(1, 1, 1, name: "Second")));
        Assert.Equal(
            "This Adam trains a First and holds state for its weights; it cannot train the Second. "
            + "Make a new Adam for each model.",
            other.Message);
        var same = Assert.Throws<InvalidOperationException>(() => optimizer.Apply(new LinearModel(1, 1, 1, name: "First")));
        Assert.Contains("it cannot train another First.", same.Message, StringComparison.Ordinal);
        Assert.Equal(1, optimizer.Iterations);
    }

    [Fact]
    public void The_place_of_a_weight_does_not_change_its_update()
    {
        // The last of 15 parameters is updated in a padded vector, that of 16 in a whole one.
        foreach (string name in Cases.Keys)
        {
            BareModel odd = NewModel([15]), even = NewModel([16]);
            Optimizer forOdd = Cases[name].Optimizer(), forEven = Cases[name].Optimizer();
            for (int t = 1; t <= 5; t++)
            {
                for (int i = 0; i < 16; i++)
                {
                    even.Gradients[i] = Gradient(i, t);
                    if (i < 15)
                        odd.Gradients[i] = Gradient(i, t);
                }

                forOdd.Apply(odd);
                forEven.Apply(even);
            }

            Assert.Equal(even.Parameters[..15].ToArray(), odd.Parameters.ToArray());
        }
    }

    /// <summary>
    /// Gradients of very different sizes: among the small ones the place of ε shows, and some are zero.
    /// </summary>
    private static float Gradient(int i, int t)
    {
        if ((i + t) % 11 == 0)
            return 0;
        double size = Math.Pow(10, -(i % 5));
        return (float)(size * Math.Sin(1.7 * i + 0.9 * t));
    }

    private static BareModel NewModel(int[] shape)
    {
        BareModel model = BareModel.Of(Initializer.Zeros, shape);
        for (int i = 0; i < model.Parameters.Length; i++)
            model.Parameters[i] = (float)Math.Cos(i);
        return model;
    }

    private static BareModel WithGradients(int[] shape, float[] gradients)
    {
        BareModel model = BareModel.Of(Initializer.Zeros, shape);
        gradients.CopyTo(model.Gradients);
        return model;
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double tolerance = 2e-6 * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance, $"{what}: element {i} is {actual[i]}, wanted {expected[i]}");
        }
    }
}

/// <summary>Has a table, whose gradients are zero but for the rows of a batch.</summary>
[Model(3, Batch = 2, Input = InputKind.Tokens)]
[Embedding(10, 4)]
[Flatten]
[Dense(2)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class TokenModel;
