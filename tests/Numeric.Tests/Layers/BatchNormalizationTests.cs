using RnnGen.Numeric.Tests.Behaviour;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Layers;

/// <summary>Batch normalization against Keras' formulas, and its moving statistics: weights that nothing trains.</summary>
public class BatchNormalizationTests
{
    private const int Features = 5, Positions = 3;

    private const double Epsilon = 1e-3, Momentum = 0.8;

    private static readonly NetworkSource s_alone = new(
        "Layers.BatchNormalizationAlone",
        "[Model(3, 5, Batch = 40)] [BatchNormalization(Momentum = 0.8)] [Loss(Loss.MeanSquaredError)]");

    private static readonly NetworkSource s_between = new(
        "Layers.BatchNormalizationBetween",
        "[Model(4, Batch = 6)] [Dense(5)] [BatchNormalization] [Dense(2)] [Loss(Loss.MeanSquaredError)]");

    private static readonly Lazy<NetworkCompiler> s_compiler = new(() => new NetworkCompiler([s_alone, s_between]));

    private static readonly Lazy<CompiledNetworks> s_fused = new(() => s_compiler.Value.CompileFloat());

    private static readonly Lazy<CompiledNetworks> s_textbook =
        new(() => s_compiler.Value.CompileStyle(nameof(CodeStyle.Textbook), [s_alone.Key, s_between.Key]));

    [Theory]
    [InlineData(CodeStyle.Fused, 40)]
    [InlineData(CodeStyle.Fused, 7)]
    [InlineData(CodeStyle.Fused, 1)]
    [InlineData(CodeStyle.Textbook, 33)]
    public void Training_normalizes_by_the_batch_and_moves_the_averages(CodeStyle style, int rows)
    {
        Model<float, float> model = Alone(style);
        float[] x = BehaviourNetworks.Values(rows * Positions * Features, seed: 8);
        (double[] mean, double[] variance) = Statistics(x);
        float[] normalized = Normalize(x, mean, variance, Weight(model, 0), Weight(model, 1));
        double[] movingMean = Moved(Weight(model, 2), mean), movingVariance = Moved(Weight(model, 3), variance);

        // Against the right answer, the loss of the training step is that of rounding.
        Assert.InRange(model.TrainOnBatch(x, normalized, new SGD(0f)), 0, 1e-11);

        AssertClose(movingMean, Weight(model, 2));
        AssertClose(movingVariance, Weight(model, 3));
    }

    [Theory]
    [InlineData(CodeStyle.Fused)]
    [InlineData(CodeStyle.Textbook)]
    public void Inference_normalizes_by_the_moving_averages_and_leaves_them(CodeStyle style)
    {
        Model<float, float> model = Alone(style);
        float[] x = BehaviourNetworks.Values(7 * Positions * Features, seed: 8), before = model.NonTrainableWeights.ToArray();
        float[] expected = Normalize(
            x, Array.ConvertAll(Weight(model, 2), value => (double)value), Array.ConvertAll(Weight(model, 3), value => (double)value),
            Weight(model, 0), Weight(model, 1));

        AssertClose(Array.ConvertAll(expected, value => (double)value), model.Predict(x).ToArray());
        model.TestOnBatch(x, x);
        model.Evaluate(x, x);

        Assert.Equal(before, model.NonTrainableWeights.ToArray());
    }

    [Fact]
    public void Weights_stand_in_Keras_order_and_the_averages_are_no_parameters()
    {
        var model = s_fused.Value.Create<Model<float, float>>(s_between.Key);
        ModelDescription description = model.Description;
        string[] names = ["dense/kernel", "dense/bias", "batch_normalization/gamma", "batch_normalization/beta", "batch_normalization/moving_mean", "batch_normalization/moving_variance", "dense_1/kernel", "dense_1/bias"];

        Assert.Equal(names, description.Weights.Select(weight => $"{weight.Layer}/{weight.Name}"));
        Assert.Equal((25 + 10 + 12, 10), (description.ParameterCount, description.NonTrainableCount));
        Assert.Equal(description.ParameterCount, model.Parameters.Length);
        Assert.Equal(description.ParameterCount, model.Gradients.Length);
        Assert.Equal(10, s_fused.Value.TypeOf(s_between.Key).GetField("NonTrainableCount")!.GetRawConstantValue());
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], model.NonTrainableWeights.ToArray());
        Assert.Equal(20, description.Layers[1].Parameters);
        Assert.Contains(" Total params: 57 (228.00 B)\n Trainable params: 47 (188.00 B)\n Non-trainable params: 10 (40.00 B)", description.Summary, StringComparison.Ordinal);

        var weights = model.GetWeights();
        Assert.Equal(names.Length, weights.Count);
        float[][] values = [.. weights.Select((weight, i) => Enumerable.Range(0, (int)weight.FlattenedLength).Select(k => i + k / 64f).ToArray())];
        model.SetWeights(values);
        Assert.Equal([.. values[4], .. values[5]], model.NonTrainableWeights.ToArray());
        Assert.Equal(values[6], Weight(model, 6));
        Assert.Equal(values[6], model.Parameters.Slice(35, 10).ToArray());
    }

    [Fact]
    public void No_optimizer_touches_the_averages()
    {
        float[] x = BehaviourNetworks.Values(6 * 4), y = BehaviourNetworks.Values(6 * 2);
        float[] Averages(Optimizer optimizer)
        {
            var model = s_fused.Value.Create<Model<float, float>>(s_between.Key, seed: 2);
            model.TrainOnBatch(x, y, optimizer);
            return model.NonTrainableWeights.ToArray();
        }

        float[] expected = Averages(new SGD(0f));
        Assert.NotEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], expected);
        Assert.Equal(expected, Averages(new SGD(1f) { WeightDecay = 0.5f }));
        Assert.Equal(expected, Averages(new AdamW(0.1f)));
        Assert.Equal(expected, Averages(new Adam(0.1f) { ClipNorm = 0.01f }));
        Assert.Equal(expected, Averages(new RMSprop(0.1f) { GlobalClipNorm = 0.01f }));
    }

    [Fact]
    public void A_batch_is_computed_as_a_whole() =>
        Assert.Equal(40, s_fused.Value.Create<Model<float, float>>(s_alone.Key).Description.ShardRows);

    /// <summary>A model with weights and averages that are not what they begin with.</summary>
    private static Model<float, float> Alone(CodeStyle style)
    {
        var model = (style == CodeStyle.Fused ? s_fused : s_textbook).Value.Create<Model<float, float>>(s_alone.Key);
        BehaviourNetworks.Values(2 * Features, seed: 3).CopyTo(model.Parameters);
        float[] averages = BehaviourNetworks.Values(2 * Features, seed: 4);
        Array.ConvertAll(averages, value => Math.Abs(value) + 0.25f).CopyTo(model.NonTrainableWeights);
        return model;
    }

    private static float[] Weight(Model model, int index) => model.GetWeights()[index].ToArray();

    private static (double[] Mean, double[] Variance) Statistics(float[] x)
    {
        double[] Column(int feature) => [.. x.Where((_, i) => i % Features == feature).Select(value => (double)value)];
        double[] mean = [.. Enumerable.Range(0, Features).Select(feature => Column(feature).Average())];
        double[] variance = [.. Enumerable.Range(0, Features).Select(feature => Column(feature).Average(value => Math.Pow(value - mean[feature], 2)))];
        return (mean, variance);
    }

    private static float[] Normalize(float[] x, double[] mean, double[] variance, float[] gamma, float[] beta) =>
        [.. x.Select((value, i) => (float)(gamma[i % Features] * (value - mean[i % Features]) / Math.Sqrt(variance[i % Features] + Epsilon) + beta[i % Features]))];

    private static double[] Moved(float[] average, double[] found) =>
        [.. average.Zip(found, (before, now) => before * Momentum + now * (1 - Momentum))];

    private static void AssertClose(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6 * (1 + Math.Abs(pair.First))));
    }
}
