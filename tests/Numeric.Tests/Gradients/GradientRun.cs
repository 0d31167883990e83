using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Calls a network with a case's data, whatever it takes: values or tokens, values or labels.</summary>
internal static class GradientRun
{
    /// <summary>One training step that leaves the weights as they are; returns the loss.</summary>
    public static float Train(Model model, GradientData data)
    {
        GradientData.ToSingle(data.Parameters).CopyTo(model.Parameters);
        float[] x = GradientData.ToSingle(data.Input), y = GradientData.ToSingle(data.Targets);
        var still = new SGD(0f);
        return model switch
        {
            Model<float, float> network => network.TrainOnBatch(x, y, still),
            Model<float, int> network => network.TrainOnBatch(x, data.Labels, still),
            Model<int, float> network => network.TrainOnBatch(data.Tokens, y, still),
            Model<int, int> network => network.TrainOnBatch(data.Tokens, data.Labels, still),
            _ => throw Unexpected(model),
        };
    }

    /// <summary>All outputs, one after the other.</summary>
    public static float[] Predict(Model model, GradientData data)
    {
        IEnumerable<int> outputs = Enumerable.Range(0, model.Description.Outputs.Length);
        switch (model)
        {
            case Model<float> values:
                values.Predict(GradientData.ToSingle(data.Input));
                return [.. outputs.SelectMany(i => values.GetOutput(i).ToArray())];
            case Model<int> tokens:
                tokens.Predict(data.Tokens);
                return [.. outputs.SelectMany(i => tokens.GetOutput(i).ToArray())];
            default:
                throw Unexpected(model);
        }
    }

    /// <summary>The training loss of a network in double.</summary>
    public static double LossOf(object model, GradientData data, int rows) => model switch
    {
        DoubleModel<double, double> network => network.LossOf(data.Input, data.Targets, rows),
        DoubleModel<double, int> network => network.LossOf(data.Input, data.Labels, rows),
        DoubleModel<int, double> network => network.LossOf(data.Tokens, data.Targets, rows),
        DoubleModel<int, int> network => network.LossOf(data.Tokens, data.Labels, rows),
        _ => throw Unexpected(model),
    };

    /// <summary>The loss, with the gradients computed.</summary>
    public static double Differentiate(object model, GradientData data, int rows) => model switch
    {
        DoubleModel<double, double> network => network.Differentiate(data.Input, data.Targets, rows),
        DoubleModel<double, int> network => network.Differentiate(data.Input, data.Labels, rows),
        DoubleModel<int, double> network => network.Differentiate(data.Tokens, data.Targets, rows),
        DoubleModel<int, int> network => network.Differentiate(data.Tokens, data.Labels, rows),
        _ => throw Unexpected(model),
    };

    private static InvalidOperationException Unexpected(object model) => new($"The model is a {model.GetType().BaseType}.");
}
