namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>The same seed gives the same bits; another seed, another step or another layer gives other masks.</summary>
public class RepeatabilityTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bits_with_dropout()
    {
        Assert.Equal(Trained(seed: 5), Trained(seed: 5));
        Assert.NotEqual(Trained(seed: 5), Trained(seed: 6));
    }

    [Fact]
    public void Fit_repeats_bit_for_bit()
    {
        Assert.Equal(Fitted(seed: 5), Fitted(seed: 5));
        Assert.NotEqual(Fitted(seed: 5), Fitted(seed: 6));
    }

    [Fact]
    public void Inference_drops_nothing()
    {
        var model = BehaviourNetworks.Dropouts.Create<Model<float, float>>(seed: 5);
        (float[] x, float[] y) = (BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Values(4 * 2));
        float[] first = model.Predict(x).ToArray();
        float loss = model.TestOnBatch(x, y);
        float[] losses = [.. Enumerable.Range(0, 3).Select(_ => model.TrainOnBatch(x, y, new SGD(0f)))];

        // The weights have not moved: only the masks differ from step to step.
        Assert.Equal(3, losses.Distinct().Count());
        Assert.DoesNotContain(loss, losses);
        Assert.Equal(first, model.Predict(x).ToArray());
        Assert.Equal(loss, model.TestOnBatch(x, y));
    }

    [Fact]
    public void Dropout_drops_the_given_share_and_scales_the_rest()
    {
        const int Count = 100 * 50 * 20;
        var model = BehaviourNetworks.Mask.Create<Model<float, float>>(seed: 5);
        float[] ones = Enumerable.Repeat(1f, Count).ToArray();
        Assert.Equal(ones, model.Predict(ones).ToArray());

        float[] mask = model.Train(ones, 100);
        Assert.All(mask.Distinct(), value => Assert.Contains(value, new[] { 0f, 1 / 0.7f }));

        // Five standard deviations of a binomial share.
        double dropped = mask.Count(value => value == 0) / (double)Count;
        Assert.InRange(dropped, 0.3 - 5 * Math.Sqrt(0.21 / Count), 0.3 + 5 * Math.Sqrt(0.21 / Count));

        // A Dropout layer has a mask of its own for every row and timestep; neighbours are not related.
        float[][] steps = [.. mask.Chunk(20)];
        double same = steps.Zip(steps.Skip(1), (a, b) => a.Zip(b).Count(pair => pair.First == pair.Second)).Sum() / (Count - 20.0);
        Assert.InRange(same, 0.57, 0.59);
    }

    [Fact]
    public void Every_layer_and_every_step_has_a_mask_of_its_own()
    {
        const int Count = 10 * 1000;
        var model = BehaviourNetworks.TwoMasks.Create<Model<float, float>>(seed: 5);
        float[] ones = Enumerable.Repeat(1f, Count).ToArray();

        // Equal masks would leave one half at 2·2, independent ones leave a quarter.
        float[] product = model.Train(ones, 10);
        Assert.InRange(product.Count(value => value == 4) / (double)Count, 0.23, 0.27);
        Assert.DoesNotContain(2f, product);
        Assert.Equal(product, model.Train(ones, 10));

        float[] next = model.Train(ones, 10, step: 1);
        Assert.InRange(product.Zip(next).Count(pair => pair.First == pair.Second) / (double)Count, 0.60, 0.65);
    }

    [Fact]
    public void Dropout_of_a_recurrent_layer_is_one_mask_for_all_timesteps()
    {
        const int Rows = 50, Steps = 6, Units = 40;
        var model = BehaviourNetworks.InputMask.Create<Model<float, float>>(seed: 5);
        SetKernels(model, recurrentDiagonal: 0);
        float[] output = model.Train(Enumerable.Repeat(1f, Rows * Steps * Units).ToArray(), Rows);
        AssertMask([.. output.Chunk(Steps * Units).SelectMany(row => row[..Units])]);
        foreach (float[] row in output.Chunk(Steps * Units))
            Assert.All(row.Chunk(Units), step => Assert.Equal(row[..Units], step));
    }

    [Fact]
    public void Recurrent_dropout_is_one_mask_for_all_timesteps()
    {
        const int Rows = 50, Steps = 6, Units = 40;
        var model = BehaviourNetworks.StateMask.Create<Model<float, float>>(seed: 5);
        SetKernels(model, recurrentDiagonal: 1);
        float[] x = new float[Rows * Steps * Units];
        for (int row = 0; row < Rows; row++)
            x.AsSpan(row * Steps * Units, Units).Fill(1);
        float[] output = model.Train(x, Rows);
        AssertMask([.. output.Chunk(Steps * Units).SelectMany(row => row[Units..(2 * Units)])]);
        foreach (float[] row in output.Chunk(Steps * Units))
        {
            for (int step = 0; step < Steps; step++)
                Assert.Equal(row[Units..(2 * Units)].Select(m => MathF.Pow(m, step)), row[(step * Units)..((step + 1) * Units)]);
        }
    }

    [Fact]
    public void States_go_on_until_they_are_reset()
    {
        var model = BehaviourNetworks.Stateful.Create<Model<float, float>>(seed: 5);
        float[] x = BehaviourNetworks.Values(2 * 6);
        float[] first = model.Predict(x).ToArray();
        float[] second = model.Predict(x).ToArray();
        model.ResetStates();
        Assert.NotEqual(first, second);
        Assert.Equal(first, model.Predict(x).ToArray());
        Assert.Equal(second, model.Predict(x).ToArray());

        // Two batches in one call are two batches.
        model.ResetStates();
        Assert.Equal([.. first, .. second], model.Predict([.. x, .. x]).ToArray());
    }

    [Fact]
    public void Training_leaves_the_state_that_prediction_would_leave()
    {
        var trained = BehaviourNetworks.Stateful.Create<Model<float, float>>(seed: 5);
        var predicted = BehaviourNetworks.Stateful.Create<Model<float, float>>(seed: 5);
        float[] x = BehaviourNetworks.Values(2 * 6);
        trained.TrainOnBatch(x, new float[4], new SGD(0f));
        predicted.Predict(x);
        Assert.Equal(predicted.Predict(x).ToArray(), trained.Predict(x).ToArray());
    }

    [Fact]
    public void A_model_without_states_forgets()
    {
        var model = BehaviourNetworks.Classifier.Create<Model<float, int>>(seed: 5);
        float[] x = BehaviourNetworks.Values(4 * 15);
        float[] first = model.Predict(x).ToArray();
        model.Predict(BehaviourNetworks.Values(4 * 15, seed: 2));
        model.TrainOnBatch(x, [0, 1, 2, 0], new SGD(0f));
        Assert.Equal(first, model.Predict(x).ToArray());
    }

    private static float[] Trained(int seed)
    {
        var model = BehaviourNetworks.Dropouts.Create<Model<float, float>>(seed);
        Adam optimizer = new(0.01f);
        (float[] x, float[] y) = (BehaviourNetworks.Values(4 * 15), BehaviourNetworks.Values(4 * 2));
        for (int step = 0; step < 20; step++)
            model.TrainOnBatch(x, y, optimizer);
        return model.Parameters.ToArray();
    }

    private static float[] Fitted(int seed)
    {
        var model = BehaviourNetworks.Dropouts.Create<Model<float, float>>(seed);
        model.Fit(
            BehaviourNetworks.Values(22 * 15), BehaviourNetworks.Values(22 * 2), new Adam(0.01f), epochs: 3,
            validationSplit: 0.2f, verbose: Verbosity.Silent);
        return model.Parameters.ToArray();
    }

    private static void SetKernels(Model model, float recurrentDiagonal)
    {
        const int Units = 40;
        float[] kernel = new float[Units * Units];
        float[] recurrentKernel = new float[Units * Units];
        for (int i = 0; i < Units; i++)
        {
            kernel[i * Units + i] = 1;
            recurrentKernel[i * Units + i] = recurrentDiagonal;
        }

        model.SetWeights(kernel, recurrentKernel);
    }

    /// <summary>Zeros and twos, about half of each, and not the same for all rows.</summary>
    private static void AssertMask(float[] mask)
    {
        Assert.All(mask, value => Assert.Contains(value, new[] { 0f, 2f }));
        Assert.InRange(mask.Average(), 0.9f, 1.1f);
        Assert.True(mask.Chunk(40).Select(row => string.Concat(row)).Distinct().Count() > 45);
    }
}
