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
            StyleComparison.AssertClose($"loss {call}", [GradientRun.Train(textbook, data)], [GradientRun.Train(fused, data)]);
            StyleComparison.AssertClose($"gradients {call}", textbook.Gradients, fused.Gradients);
            StyleComparison.AssertClose($"prediction {call}", GradientRun.Predict(textbook, data), GradientRun.Predict(fused, data));
        }
    }
}
