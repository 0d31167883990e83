using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>The float network, as users get it, against the same network in double.</summary>
public class PrecisionTests
{
    public static TheoryData<string> All => GradientTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Float_and_double_networks_agree(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        object exact = Networks.Double.Create(gradient.Network.Key);
        GradientData data = new(gradient, ((DoubleModel)exact).Description);
        if (data.States.Length > 0)
            Array.Clear(data.States); // a float model's states begin as zeros and cannot be set
        double loss = GradientCheck.Differentiate(exact, gradient, data);

        Model model = (Model)Networks.Single.Create(gradient.Network.Key);
        float found = GradientRun.Train(model, data);

        Assert.InRange(Math.Abs(found - loss), 0, 1e-5 * Math.Abs(loss) + 1e-6);
        double[] expected = ((DoubleModel)exact).Gradients.ToArray();
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(model.Gradients[i] - expected[i]) <= 2e-5 * largest + 1e-7, $"gradient {i}: {model.Gradients[i]}, in double {expected[i]}");
    }
}
