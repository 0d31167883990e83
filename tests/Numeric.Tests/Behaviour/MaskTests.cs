namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>Padding counts nowhere.</summary>
public class MaskTests
{
    private const int Rows = 40, Timesteps = 6, Features = 3, Classes = 4;

    private readonly Model<float, int> _model = BehaviourNetworks.Masked.Create<Model<float, int>>(seed: 5);

    [Fact]
    public void Loss_and_accuracy_are_those_of_the_timesteps_that_count()
    {
        (float[] x, int[] y) = (BehaviourNetworks.Values(Rows * Timesteps * Features), BehaviourNetworks.Labels(Rows * Timesteps, Classes));
        bool[] counts = Pad(x);
        float[][] outputs = [.. _model.Predict(x).ToArray().Chunk(Classes)];
        double loss = 0;
        int right = 0, total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (!counts[i])
                continue;
            loss -= Math.Log(outputs[i][y[i]]);
            right += Array.IndexOf(outputs[i], outputs[i].Max()) == y[i] ? 1 : 0;
            total++;
        }

        Evaluation found = _model.Evaluate(x, y);
        Assert.Equal(loss / total, found.Loss, 1e-5);
        Assert.Equal((double)right / total, found["accuracy"], 1e-9);
        Assert.Equal(found.Loss, _model.TrainOnBatch(x, y, new SGD(0)), 1e-6);
    }

    [Fact]
    public void Targets_of_padding_change_nothing()
    {
        (float[] x, int[] y) = (BehaviourNetworks.Values(Rows * Timesteps * Features), BehaviourNetworks.Labels(Rows * Timesteps, Classes));
        bool[] counts = Pad(x);
        float loss = _model.TrainOnBatch(x, y, new SGD(0));
        float[] gradients = _model.Gradients.ToArray();
        for (int i = 0; i < y.Length; i++)
            y[i] = counts[i] ? y[i] : (y[i] + 1) % Classes;
        Assert.Equal(loss, _model.TrainOnBatch(x, y, new SGD(0)));
        Assert.Equal(gradients, _model.Gradients.ToArray());
    }

    [Fact]
    public void Padding_at_the_end_gives_what_the_shorter_sequence_gives()
    {
        float[] x = BehaviourNetworks.Values(Timesteps * Features);
        x.AsSpan(3 * Features).Clear();
        float[] y = _model.Predict(x).ToArray();
        Assert.Equal(y[(2 * Classes)..(3 * Classes)], y[(5 * Classes)..]);

        // Padding at the start only delays.
        float[] late = new float[x.Length];
        x.AsSpan(0, 3 * Features).CopyTo(late.AsSpan(3 * Features));
        Assert.Equal(y[..(3 * Classes)], _model.Predict(late)[(3 * Classes)..].ToArray());
    }

    [Fact]
    public void The_mask_goes_through_layers_at_each_timestep()
    {
        var shapes = BehaviourNetworks.MaskedShapes.Create<Model<float, int>>(seed: 5);
        float[] x = BehaviourNetworks.Values(Rows * Timesteps * Features);
        int[] y = BehaviourNetworks.Labels(Rows * Timesteps, Classes);
        Pad(x);
        Assert.Equal(_model.Predict(x).ToArray(), shapes.Predict(x).ToArray());
        Assert.Equal(_model.TrainOnBatch(x, y, new SGD(0)), shapes.TrainOnBatch(x, y, new SGD(0)));
        Assert.Equal(_model.Gradients.ToArray(), shapes.Gradients.ToArray());
    }

    [Fact]
    public void Where_all_is_padding_there_is_nothing_to_learn()
    {
        float[] x = new float[Rows * Timesteps * Features], before = _model.Parameters.ToArray();
        Assert.Equal(0, _model.TrainOnBatch(x, BehaviourNetworks.Labels(Rows * Timesteps, Classes), new SGD(1)));
        Assert.Equal(before, _model.Parameters.ToArray());
        Assert.Equal(0, _model.Evaluate(x, BehaviourNetworks.Labels(Rows * Timesteps, Classes))["accuracy"]);
    }

    [Fact]
    public void Means_are_those_of_the_timesteps_that_count()
    {
        var model = BehaviourNetworks.MaskedMeans.Create<Model<float, float>>();
        float[] x = BehaviourNetworks.Values(Rows * Timesteps * Features);
        bool[] counts = Pad(x);
        // Momentum 0: the moving averages are those of the last batch.
        model.TrainOnBatch(x, new float[Rows * Features], new SGD(0));
        float[] found = model.Predict(x).ToArray();
        for (int feature = 0; feature < Features; feature++)
        {
            int[] counted = [.. Enumerable.Range(0, counts.Length).Where(timestep => counts[timestep])];
            double Value(int timestep) => x[timestep * Features + feature];
            double mean = counted.Average(Value), variance = counted.Average(timestep => Math.Pow(Value(timestep) - mean, 2));
            Assert.Equal(mean, model.NonTrainableWeights[feature], 1e-5);
            Assert.Equal(variance, model.NonTrainableWeights[Features + feature], 1e-5);
            for (int row = 0; row < Rows; row++)
            {
                int[] ofRow = [.. counted.Where(timestep => timestep / Timesteps == row)];
                if (ofRow.Length > 0)
                    Assert.Equal((ofRow.Average(Value) - mean) / Math.Sqrt(variance + 1e-3), found[row * Features + feature], 1e-4);
            }
        }
    }

    /// <summary>Every row has another length; true where a timestep counts.</summary>
    private static bool[] Pad(float[] x)
    {
        bool[] counts = new bool[Rows * Timesteps];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = i % Timesteps < i / Timesteps % (Timesteps + 1);
            if (!counts[i])
                x.AsSpan(i * Features, Features).Clear();
        }

        return counts;
    }
}
