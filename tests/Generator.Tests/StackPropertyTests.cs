using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>Random stacks of layers; a hundred of them are one compilation, which keeps this fast.</summary>
public sealed class StackPropertyTests
{
    private const int Stacks = 100;
    private const int GenesOfAStack = 60;

    /// <summary>FsCheck's second number of a seed; any odd one will do.</summary>
    private const ulong Gamma = 11;

    /// <summary>The same stacks in each run, so that a build never fails by chance; RNNGEN_TEST_SEED gives others.</summary>
    private static readonly ulong s_seed = ulong.Parse(
        Environment.GetEnvironmentVariable("RNNGEN_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public void Stacks_that_fit_compile_and_have_the_parameters_of_Keras() => Check(genes =>
    {
        RandomStack[] stacks = [.. genes.Select((numbers, i) => new RandomStack($"Stack{i}", numbers))];

        GeneratorRun run = GeneratorHarness.Run(string.Concat(stacks.Select(stack => stack.Source))).AssertClean();

        foreach (RandomStack stack in stacks)
        {
            Assert.True(Equals(stack.ParameterCount, run.Constant(stack.Name, "ParameterCount")), $"expected {stack.ParameterCount} parameters:\n{stack.Source}");
            Assert.True(Equals(stack.OutputSize, run.Constant(stack.Name, "OutputSize")), $"expected {stack.OutputSize} outputs:\n{stack.Source}");
        }
    });

    [Fact]
    public void Stacks_of_anything_get_diagnostics_or_compile() => Check(genes =>
    {
        string source = string.Concat(genes.Select((numbers, i) => Anything($"Stack{i}", new Genes(numbers))));

        GeneratorRun run = GeneratorHarness.Run(source);

        IReadOnlyList<Diagnostic> unexpected =
            [.. run.AllDiagnostics.Where(item => item.Id == "RNN900" || !item.Id.StartsWith("RNN", StringComparison.Ordinal))];
        Assert.True(unexpected.Count == 0, run.Describe(unexpected) + source);
    });

    private static string Anything(string name, Genes genes)
    {
        List<string> layers = [];
        while (!genes.IsEmpty && layers.Count < 6)
        {
            int size = genes.Between(-1, 4);
            string options = genes.Pick(
                "", "", ", UseBias = false", ", Activation = Activation.Softmax", ", Activation = (Activation)20",
                $", KernelInitializerArguments = new double[] {{ {size} }}", ", KernelRegularizer = Regularizer.L1L2");
            string recurrent = genes.Pick(
                "", "", ", ReturnSequences = true", ", ReturnState = true", ", Stateful = true", ", GoBackwards = true, Stateful = true",
                $", Dropout = {size}");
            string layer = genes.Pick(
                $"Dense({size}{options})", $"LSTM({size}{options}{recurrent})", $"GRU({size}{options}{recurrent})",
                $"SimpleRNN({size}{options}{recurrent})", "Flatten", $"Reshape({size}, {genes.Between(-1, 4)})", $"Dropout({size})",
                "Activation(Activation.Softmax)", "Activation(Activation.Sigmoid)", "TimeDistributed", "Bidirectional",
                $"RepeatVector({size})", $"Permute({size}, {genes.Between(-1, 4)})",
                $"Conv1D(2, {size}, Strides = {genes.Between(0, 3)}, Padding = (Padding){genes.Between(0, 3)}{options})", $"Conv2D({size}, {genes.Between(-1, 3)}{options})",
                $"MaxPooling1D({size}, Padding = Padding.Same)", $"AveragePooling2D({size}, {genes.Between(0, 3)})", "GlobalMaxPooling1D", "GlobalAveragePooling2D",
                $"LayerNormalization(Epsilon = {size})", "BatchNormalization");
            layers.Add($"[{layer}]\n");
        }

        string loss = genes.Pick(Enum.GetNames<Loss>());
        string argument = genes.Pick("", "", ", FromLogits = true", ", Delta = 2", ", Delta = -1");
        string input = genes.Pick("4, 3", "4, 3", "12", "2, 3, 2", "0", "");
        return $"[Model({input})]\n{string.Concat(layers)}[Loss(Loss.{loss}{argument})]\npublic sealed partial class {name};\n";
    }

    private static void Check(Action<int[][]> property)
    {
        Gen<int[][]> genes = Gen.Choose(0, int.MaxValue - 1).ArrayOf(GenesOfAStack).ArrayOf(Stacks);
        Prop.ForAll(Arb.From(genes, Shrink), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1).WithReplay(s_seed, Gamma));
    }

    /// <summary>First to half of the stacks, down to one; then to fewer decisions in that one.</summary>
    private static IEnumerable<int[][]> Shrink(int[][] genes)
    {
        int half = genes.Length / 2;
        if (half > 0)
            return [genes[..half], genes[half..]];
        return genes is [{ Length: > 4 } only] ? [[only[..^4]]] : [];
    }
}
