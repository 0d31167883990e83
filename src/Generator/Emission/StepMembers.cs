using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints what users see of streaming: the state, and <c>Step</c>; or why there is none.</summary>
internal sealed class StepMembers(CodeWriter writer, ModelSpec model, Plan plan, ModelNames names)
{
    /// <summary>The error at a call of Step in a model that has none: reported by the compiler, at the call.</summary>
    public const string DiagnosticId = "RNN070";

    private const string HelpLink = Descriptors.Pages + DiagnosticId + ".md";

    /// <summary>One token is a timestep; of values, or of several tokens, there is a span.</summary>
    private bool IsToken => IsSingleToken(model);

    /// <summary>The error that a call of Step gets in a model that has none.</summary>
    public static void WriteMissing(CodeWriter writer, ModelSpec model, ModelNames names, string fault)
    {
        string text = $"{names.Simple} has no Step, which takes one timestep after the other: {fault}. Use Predict.";
        writer.Line($"/// <summary>Not there: {fault.Replace("&", "&amp;").Replace("<", "&lt;")}.</summary>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Line($"[global::System.Obsolete(\"{text}\", error: true, DiagnosticId = \"{DiagnosticId}\", UrlFormat = \"{HelpLink}\")]");
        writer.Line($"public global::System.ReadOnlySpan<float> Step({Argument(model, names)}) =>");
        using (writer.Indent())
            writer.Line($"throw new global::System.NotSupportedException(\"{text}\");");
        writer.Line();
    }

    public void Write()
    {
        writer.Line($"/// <summary>Values that one timestep gives: {plan.Network.Outputs[0].Shape}.</summary>");
        writer.Line($"public const int StepOutputSize = {Addresses.Number(plan.Network.Outputs[0].Size)};");
        writer.Line();
        WriteState();
        WriteStep();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override void ResetStream() => _state = default;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(
            $"protected override void RunStep(global::System.ReadOnlySpan<{names.Input}> x, global::System.Span<float> states, "
            + "global::System.Span<float> workspace, global::System.Span<float> y) =>");
        Op[] ops = [.. plan.Network.Blocks.SelectMany(block => block.Forward)];
        using (writer.Indent())
            writer.Line($"global::RnnGen.Generated.{names.Step}.Step({Arguments.OfStep(ops, TensorKind.Input).CallOfStep(model.Weights is null ? Arguments.Parameters : Arguments.BakedParameters)}, y);");
    }

    private void WriteState()
    {
        writer.Line("/// <summary>");
        writer.Line("/// What a stream has seen so far. It is a value: assigning it copies it, and <c>default</c> is the beginning of a sequence.");
        writer.Line("/// </summary>");
        if (plan.Network.States.Count > 0)
        {
            writer.Line("/// <remarks>");
            writer.Line("/// <list type=\"bullet\">");
            foreach (StreamState state in plan.Network.States)
                writer.Line($"/// <item>[{state.Offset}..{state.Offset + state.Tensor.Size}]: {state.Tensor.Symbol} of {state.Layer}</item>");
            writer.Line("/// </list>");
            writer.Line("/// </remarks>");
        }

        writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({Addresses.Number(Math.Max(1, plan.StateSize))})]");
        using (writer.Block("public struct StreamState"))
            writer.Line("private float _first;");
        writer.Line();
        writer.Line("private StreamState _state;");
        writer.Line();
        writer.Line($"/// <summary>The state of the stream that {Cref} runs. Assign it to a variable to keep it, and back to return to it.</summary>");
        writer.Line("public ref StreamState State => ref _state;");
        writer.Line();
    }

    private string Cref => $"<see cref=\"Step({(IsToken ? "int" : $"global::System.ReadOnlySpan{{{names.Input}}}")})\"/>";

    private void WriteStep()
    {
        string x = IsToken ? "new global::System.ReadOnlySpan<int>(in token)" : "x";
        string input = IsToken
            ? $"/// <param name=\"token\">The timestep's token, less than {plan.Network.Vocabulary}.</param>"
            : $"/// <param name=\"x\">The timestep's {(names.Input == "int" ? $"{Addresses.Number(plan.Network.Input.Size)} tokens" : Values(plan.Network.Input.Size))}.</param>";
        writer.Line("/// <summary>Runs one timestep of a stream: what <c>Predict</c> gives for the whole sequence comes out timestep by timestep.</summary>");
        writer.Line(input);
        writer.Line($"/// <returns>The timestep's output, {Values(plan.Network.Outputs[0].Size)}: a view of the model's own buffer, valid until the next call of <c>Step</c>.</returns>");
        writer.Line($"public global::System.ReadOnlySpan<float> Step({Argument(model, names)}) => RunStream({x}, _state);");
        writer.Line();
        writer.Line("/// <summary>");
        writer.Line("/// Runs one timestep of one of many streams. Many threads can do so at once, each with a state of its own, as long as");
        writer.Line("/// nobody changes the weights.");
        writer.Line("/// </summary>");
        writer.Line(input);
        writer.Line("/// <param name=\"state\">What the stream has seen so far; it is brought up to date.</param>");
        writer.Line($"/// <param name=\"y\">Receives the timestep's output, {Values(plan.Network.Outputs[0].Size)}.</param>");
        writer.Line($"public void Step({Argument(model, names)}, ref StreamState state, global::System.Span<float> y) => RunStream({x}, state, y);");
        writer.Line();
    }

    /// <summary>The parameter that takes one timestep.</summary>
    public static string Argument(ModelSpec model, ModelNames names) =>
        IsSingleToken(model) ? "int token" : $"global::System.ReadOnlySpan<{names.Input}> x";

    private static bool IsSingleToken(ModelSpec model) => model is { InputKind: "Tokens", InputShape.Count: 1 };

    private static string Values(int count) => count == 1 ? "1 value" : $"{Addresses.Number(count)} values";
}
