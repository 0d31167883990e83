using System.Reflection;
using RnnGen.Numeric.Tests.Gradients;

namespace RnnGen.Numeric.Tests.Streams;

/// <summary>The members that generated models have for streams, whatever the model: found by name, as the models are compiled by the tests.</summary>
internal sealed class TestStream
{
    private delegate ReadOnlySpan<float> StepOfValues(ReadOnlySpan<float> x);

    private delegate ReadOnlySpan<float> StepOfTokens(ReadOnlySpan<int> tokens);

    private delegate ReadOnlySpan<float> StepOfToken(int token);

    private readonly Model _model;
    private readonly Delegate _step;

    public TestStream(Model model)
    {
        _model = model;
        _step = Method(model).CreateDelegate(
            model is not Model<int> ? typeof(StepOfValues) : IsSingleToken(model) ? typeof(StepOfToken) : typeof(StepOfTokens), model);
    }

    /// <summary>Why the model has no Step; null when it has.</summary>
    public static string? Fault(Model model) => Method(model).GetCustomAttribute<ObsoleteAttribute>()?.Message;

    /// <summary>A stream from its beginning: all outputs, one after the other.</summary>
    public float[] Run(GradientData data, int row)
    {
        _model.ResetStates();
        int timesteps = _model.Description.InputShape[0], features = _model.Description.StepInputSize;
        List<float> outputs = [];
        for (int t = 0; t < timesteps; t++)
        {
            Range timestep = ((row * timesteps + t) * features)..((row * timesteps + t + 1) * features);
            outputs.AddRange(_step switch
            {
                StepOfToken step => step(data.Tokens[timestep.Start]),
                StepOfTokens step => step(data.Tokens[timestep]),
                StepOfValues step => step(GradientData.ToSingle(data.Input[timestep])),
                _ => throw new InvalidOperationException(),
            });
        }

        return [.. outputs];
    }

    private static MethodInfo Method(Model model)
    {
        Type input = model is not Model<int> ? typeof(ReadOnlySpan<float>) : IsSingleToken(model) ? typeof(int) : typeof(ReadOnlySpan<int>);
        return model.GetType().GetMethod("Step", [input]) ?? throw new InvalidOperationException($"{model.Description.Name} has no member Step.");
    }

    private static bool IsSingleToken(Model model) => model.Description.InputShape.Length == 1;
}
