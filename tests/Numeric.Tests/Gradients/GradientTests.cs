using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Testing;
using Xunit.Abstractions;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>
/// The generated backward pass against differences of the generated forward pass, in double precision: the compiler
/// derives every gradient, so a wrong rule anywhere shows here.
/// </summary>
public class GradientTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. GradientCase.All.Values.Where(g => !g.IsPolynomial).Select(g => g.Name)];

    public static TheoryData<string> Polynomials => [.. GradientCase.All.Values.Where(g => g.IsPolynomial).Select(g => g.Name)];

    public static TheoryData<string> All => [.. GradientCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_the_slope_of_the_loss(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        GradientCheck.Result result = GradientCheck.Run(Networks.Double.Create(gradient.Network.Key), gradient);
        AssertRight(gradient, result);
        Assert.True(
            result.Skipped <= 0.02 * result.Checked,
            $"{result.Skipped} of {result.Checked} weights stand at a kink: choose other data.");
    }

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Gradient_of_a_linear_chain_is_exact(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        AssertRight(gradient, GradientCheck.RunPolynomial(Networks.Double.Create(gradient.Network.Key), gradient));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_network_uses_nothing_but_its_own_memory(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        DoubleModel model = Networks.Double.Create<DoubleModel>(gradient.Network.Key);
        GradientData data = new(gradient, model.Description);

        double loss = GradientCheck.Differentiate(model, gradient, data);
        double[] gradients = model.Gradients.ToArray();
        Assert.True(double.IsFinite(loss), $"The loss is {loss}: something was read before it was written.");
        Assert.True(
            gradients.All(double.IsFinite),
            $"{gradients.Count(g => !double.IsFinite(g))} of {gradients.Length} gradients are not finite.");
        Assert.True(model.IsGuardIntact, "Something was written outside the workspace.");

        // What a call before left in the workspace and in the gradients must not show either.
        Assert.Equal(loss, GradientCheck.Differentiate(model, gradient, data));
        Assert.Equal(gradients, model.Gradients.ToArray());
    }

    private void AssertRight(GradientCase gradient, GradientCheck.Result result)
    {
        output.WriteLine($"largest error {result.LargestError:0.000} of the tolerance, {result.Skipped} kinks");
        Assert.True(
            result.Problems.Count == 0,
            $"{result.Problems.Count} of {result.Checked} gradients are wrong:\n"
            + string.Join('\n', result.Problems.Take(12)) + $"\n{gradient.Attributes}");
        Assert.True(result.LargestGradient > 1e-6, "All gradients are zero: the case checks nothing.");
    }
}
