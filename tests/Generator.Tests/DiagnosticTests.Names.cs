using Microsoft.CodeAnalysis;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>RNN016 and RNN017: names that the generated part of a model takes.</summary>
public sealed partial class DiagnosticTests
{
    private const string Stream = "[Model(4, 3), LSTM(2, ReturnSequences = true), BatchNormalization, Dense(1), Loss(Loss.MeanSquaredError)]";
    private const string WholeSequence = "[Model(4, 3), Bidirectional, GRU(2), Dense(1)]";
    private const string Tokens =
        "[Model(4, Input = InputKind.Tokens), Embedding(7, 3, MaskZero = true), LSTM(2, ReturnSequences = true, KernelRegularizer = Regularizer.L2), "
        + "TimeDistributed, Dense(5, Activation = Activation.Softmax), Loss(Loss.SparseCategoricalCrossentropy)]";
    private const string SeveralTokens = "[Model(4, 2, Input = InputKind.Tokens), Embedding(7, 3), Flatten, RepeatVector(2), RNN(typeof(Own), 2)]";
    private const string Own =
        """

        static class Own
        {
            public static RnnGen.Cells.Vector Step(RnnGen.Cells.Vector x, RnnGen.Cells.Vector h, RnnGen.Cells.Kernel w) => x * w + h;
        }
        """;

    /// <summary>Each kind of model with the names that are taken in it.</summary>
    public static TheoryData<string, string> TakenNames
    {
        get
        {
            TheoryData<string, string> names = [];
            foreach (string model in new[] { Stream, WholeSequence, Tokens })
            {
                foreach (string name in MembersOf(model).Where(member => member.IsOwn).Select(member => member.Name).Distinct().Where(MakesNoWay))
                    names.Add(model, name);
            }

            return names;
        }
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData(WholeSequence)]
    [InlineData(Tokens)]
    [InlineData(SeveralTokens)]
    public void Generated_members_are_those_whose_names_are_taken(string model)
    {
        INamedTypeSymbol type = GeneratorHarness.Run(model + " public sealed partial class Echo;" + Own).AssertClean().Output.GetTypeByMetadataName("Echo")!;
        GeneratedMember[] members = [.. MembersOf(model)];

        string[] generated = [.. type.GetMembers().Where(member => member is { IsImplicitlyDeclared: false } and not IMethodSymbol { MethodKind: not MethodKind.Ordinary }).Select(Signature)];
        Assert.Equal([], generated.Except(members.Where(member => member.IsOwn).Select(Signature)));
        // Overrides that only some models need are taken in all that train.
        string[] sometimes = ["CountLossElements", "OutputMask", "ClearSparseGradients", "AddSparseGradients", "ForwardTokens", "BackwardTokens", "Penalty", "AddPenaltyGradients"];
        Assert.Equal([], members.Where(member => member.IsOwn && !sometimes.Contains(member.Name)).Select(Signature).Except(generated));
        Assert.All(members.Where(member => !member.IsOwn), member => Assert.Contains(BaseTypes(type), item => item.GetMembers(member.Name).Length > 0));
    }

    [Theory]
    [MemberData(nameof(TakenNames))]
    public void RNN016_class_named_as_a_generated_member(string model, string name) => Expect.Diagnostics(
        $"{model} public sealed partial class {{|RNN016:{name}|}};", $"Model '{name}' has the same name as the ");

    [Theory]
    [InlineData("namespace A; partial class Outer { M private sealed partial class {|RNN016:Step|}; }", "Model 'Outer.Step' has the same name as the method 'Step'")]
    [InlineData("M partial class {|RNN016:@Batch|};", "Model 'Batch' has the same name as the constant 'Batch'")]
    [InlineData("M partial class {|RNN016:LstmWeights|};", "the type 'LstmWeights'")]
    [InlineData("M sealed partial class {|RNN016:_state|};", "the field '_state'")]
    [InlineData("M partial class {|RNN016:Summary|}{|RNN003:<T>|};", "Model 'Summary<T>' has the same name as the property 'Summary'")]
    public void RNN016_wherever_the_class_stands(string code, string message) =>
        Expect.Diagnostics(code.Replace("M ", Stream + " ", StringComparison.Ordinal), message);

    [Theory]
    [InlineData(Stream, "Parameters")]
    [InlineData(Stream, "Predict")]
    [InlineData(Stream, "Fit")]
    [InlineData(Stream, "Train")]
    [InlineData(Stream, "Description")]
    [InlineData(Stream, "Lstm")]
    [InlineData(Stream, "Shard")]
    [InlineData(Stream, "StreamStates")]
    [InlineData(WholeSequence, "State")]
    [InlineData(WholeSequence, "_state")]
    [InlineData(WholeSequence, "NonTrainableCount")]
    [InlineData(WholeSequence, "Backward")]
    [InlineData(WholeSequence, "Penalty")]
    public void Other_names_are_free_for_the_class(string model, string name) =>
        GeneratorHarness.Run($"{model} public sealed partial class {name};").AssertClean();

    [Theory]
    [InlineData(Stream, "public int {|RNN017:Batch|} { get; set; }", "'Echo' declares 'Batch', but its generated part has or uses the constant 'Batch'; rename yours")]
    [InlineData(Stream, "internal int {|RNN017:_state|};", "the field '_state'")]
    [InlineData(Stream, "public string {|RNN017:Summary|}() => \"\";", "the property 'Summary'")]
    [InlineData(Stream, "public struct {|RNN017:StreamState|};", "the type 'StreamState'")]
    [InlineData(Stream, "public enum {|RNN017:Step|} { Left, Right }", "the method 'Step'")]
    [InlineData(Stream, "public event EventHandler? {|RNN017:Dense|} { add { } remove { } }", "the property 'Dense'")]
    [InlineData(Stream, "public int {|RNN017:Step|}(ReadOnlySpan<float> values) => values.Length;", "the method 'Step'")]
    [InlineData(Stream, "public void {|RNN017:Step|}(ReadOnlySpan<float> x, ref StreamState state, Span<float> y) => y[0] = 1;", "the method 'Step'")]
    [InlineData(Stream, "protected override void {|RNN017:ResetStream|}() { }", "the method 'ResetStream'")]
    [InlineData(Stream, "public {|RNN017:Echo|}(int number) : base(null!, number) { }", "'Echo' declares 'Echo', but its generated part has or uses the constructor Echo(int seed)")]
    [InlineData(Stream, "public new int {|RNN017:Parameters|} => 0;", "the property 'Parameters' of RnnGen.Model")]
    [InlineData(Stream, "internal sealed class {|RNN017:Gradients|};", "the property 'Gradients' of RnnGen.Model")]
    [InlineData(Tokens, "public int {|RNN017:Step|}(int number) => number;", "the method 'Step'")]
    [InlineData(Tokens, "public int {|RNN017:Batch|}, {|RNN017:InputSize|};", "the constant 'Batch'")]
    public void RNN017_member_named_as_a_generated_one(string model, string member, string message)
    {
        // Without the generated part the base class is not there: an override, base(…) and StreamState have errors of their own.
        MarkedSource source = new($"{model}\npublic sealed partial class Echo\n{{\n    {member}\n}}");
        GeneratorRun run = GeneratorHarness.Run(source.Text);

        Assert.Equal(source.Expected.Select(squiggle => (squiggle.Id, squiggle.Start)), run.Diagnostics.Select(item => (item.Id, item.Location.SourceSpan.Start)));
        Assert.Contains(message, Expect.Message(run.Diagnostics[0]), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData(Stream, "public int Step(string line) => Step(new float[line.Length]).Length;")]
    [InlineData(Stream, "public int Step(int number) => number;")]
    [InlineData(Stream, "public T Step<T>(ReadOnlySpan<float> x) where T : struct => x.Length > 0 ? new T() : default;")]
    [InlineData(Stream, "public float[] Output() => Predict(new float[12]).ToArray();")]
    [InlineData(Stream, "public Echo(string path) : this() => LoadWeights(path);")]
    [InlineData(Stream, "public Echo() : this(3) { }")]
    [InlineData(Stream, "public Echo(ref int number) : this(number) { }")]
    [InlineData(WholeSequence, "private int _state; public int State => _state++;")]
    [InlineData(WholeSequence, "public double Penalty { get; set; } public int Backward(int x) => x;")]
    public void Other_members_are_free(string model, string member) =>
        GeneratorHarness.Run($"{model}\npublic sealed partial class Echo\n{{\n    {member}\n}}").AssertClean();

    private static IEnumerable<GeneratedMember> MembersOf(string model) =>
        GeneratedMember.Of(GeneratorHarness.Run(model + " public sealed partial class Echo;" + Own).Models.Single());

    /// <summary>The property of a layer gets another name.</summary>
    private static bool MakesNoWay(string name) => name is not ("Lstm" or "Dense" or "BatchNormalization" or "Embedding" or "Bidirectional" or "TimeDistributed");

    private static string Signature(GeneratedMember member) => member.Name + (member.Parameters is null ? "" : $"({string.Join(", ", member.Parameters)})");

    private static string Signature(ISymbol member) => member.Name + (member is not IMethodSymbol method ? "" : $"({string.Join(", ", method.Parameters.Select(Signature))})");

    private static string Signature(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.Ref ? "ref " : "") + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).Split('.')[^1];

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
            yield return at;
    }
}
