using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Numeric.Tests.Gradients;

namespace RnnGen.Numeric.Tests.Streams;

/// <summary>Each network of the gradient checks as a stream: timestep by timestep it gives what Predict gives for the whole.</summary>
public class StepTests
{
    private static readonly string[] s_needWholeSequence =
        ["Bidirectional", "GoBackwards", "Flatten", "Reshape", "Permute", "Conv", "Pool"];

    public static TheoryData<string> All => GradientTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Step_gives_what_Predict_gives(string name)
    {
        GradientCase gradient = GradientCase.All[name];
        var model = (Model)Networks.Single.Create(gradient.Network.Key);
        if (TestStream.Fault(model) is { } fault)
        {
            Assert.True(
                fault.Contains("has no timesteps", StringComparison.Ordinal)
                || s_needWholeSequence.Any(layer => fault.Contains(layer, StringComparison.Ordinal)), fault);
            return;
        }

        GradientData data = new(gradient, model.Description);
        GradientData.ToSingle(data.Parameters).CopyTo(model.Parameters);
        float[] whole = Predict(model, data, gradient.Rows);
        var stream = new TestStream(model);
        for (int row = 0; row < gradient.Rows; row++)
        {
            float[] expected = whole[(row * model.OutputSize)..((row + 1) * model.OutputSize)];
            float[] found = stream.Run(data, row);
            // A layer that gives its last output only has one after each timestep, as if the sequence ended there.
            Assert.True(found.Length == expected.Length || model.Description.StepOutputSize == expected.Length);
            AssertClose(expected, found[^expected.Length..]);
        }
    }

    private static float[] Predict(Model model, GradientData data, int rows)
    {
        float[] outputs = GradientRun.Predict(model, data);
        return outputs[..(rows * model.OutputSize)];
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        float largest = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-6f * largest);
    }
}
