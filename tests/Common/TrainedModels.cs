using System.Globalization;
using System.Text;

namespace RnnGen.Tests;

/// <summary>Nothing about this model's training is simple: dropout, shuffled rows, weights that are not trained.</summary>
[Model(5, 3, Batch = 8)]
[LSTM(6, Dropout = 0.2f, RecurrentDropout = 0.1f)]
[BatchNormalization]
[Dropout(0.3f)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class NoisyModel;

/// <summary>Its states go on from batch to batch, in two shards.</summary>
[Model(4, 2, Batch = 33)]
[GRU(5, Stateful = true, Dropout = 0.1f)]
[Dense(2)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class CarryingModel;

/// <summary>Tells whether two trainings are the same.</summary>
internal static class Bits
{
    /// <summary>All that training leaves behind, bit for bit.</summary>
    public static string Of(Model model, Optimizer optimizer, History? history = null)
    {
        var text = new StringBuilder();
        Append("parameters", model.Parameters.ToArray().Select(value => (double)value));
        Append("others", model.NonTrainableWeights.ToArray().Select(value => (double)value));
        Append("optimizer", [optimizer.Iterations, optimizer.LearningRate]);
        if (history is not null)
        {
            Append("epochs", history.Epochs.Select(epoch => (double)epoch));
            foreach ((string name, IReadOnlyList<double> values) in history)
                Append(name, values);
        }

        return text.ToString();

        void Append(string name, IEnumerable<double> values)
            => text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(' ', values.Select(value => BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture)))}");
    }
}
