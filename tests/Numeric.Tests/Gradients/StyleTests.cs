using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Two back ends print the same IR: they must compute the same, to rounding.</summary>
public class StyleTests
{
    public static TheoryData<string> All => GradientTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Fused_equals_Textbook(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        Model textbook = (Model)Networks.Textbook.Create(gradient.Network.Key);
        Model fused = (Model)Networks.Single.Create(gradient.Network.Key);
        Assert.Equal(textbook.Parameters.ToArray(), fused.Parameters.ToArray());
        GradientData data = new(gradient, textbook.Description);

        // Twice: what the first call leaves in the workspace and in the states is part of the second.
        for (int call = 1; call <= 2; call++)
        {
            StyleComparison.AssertClose($"loss {call}", [Train(textbook, data)], [Train(fused, data)]);
            StyleComparison.AssertClose($"gradients {call}", textbook.Gradients, fused.Gradients);
            StyleComparison.AssertClose($"prediction {call}", Predict(textbook, data), Predict(fused, data));
        }
    }

    private static float Train(Model model, GradientData data)
    {
        GradientData.ToSingle(data.Parameters).CopyTo(model.Parameters);
        float[] x = GradientData.ToSingle(data.Input);
        return model switch
        {
            Model<float, float> values => values.TrainOnBatch(x, GradientData.ToSingle(data.Targets), new SGD(0f)),
            Model<float, int> labels => labels.TrainOnBatch(x, data.Labels, new SGD(0f)),
            _ => throw new InvalidOperationException($"The model is a {model.GetType().BaseType}."),
        };
    }

    private static float[] Predict(Model model, GradientData data)
    {
        Model<float> network = (Model<float>)model;
        network.Predict(GradientData.ToSingle(data.Input));
        return [.. Enumerable.Range(0, model.Description.Outputs.Length).SelectMany(i => network.GetOutput(i).ToArray())];
    }
}
