using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>RNN060–RNN063: weights baked into the assembly.</summary>
public sealed partial class DiagnosticTests
{
    [Theory]
    [InlineData("digits.safetensors")]
    [InlineData("plain.safetensors")]
    [InlineData("models/plain.safetensors")]
    [InlineData("models\\\\plain.safetensors")]
    [InlineData("checkpoint.safetensors")]
    public void Weights_that_fit(string file)
    {
        GeneratorRun run = GeneratorHarness.Run(WithWeights(file)).AssertClean();

        Assert.Contains("Baked = new BakedWeights(typeof(DigitsNetwork).Assembly, \"RnnGen.Weights/", run.Files["Digits.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mnist.safetensors", "RNN060", "The project has no weight file 'mnist.safetensors'; add it with <RnnGenWeights Include=\"mnist.safetensors\" />")]
    [InlineData("gits.safetensors", "RNN060", "no weight file 'gits.safetensors'")]
    [InlineData("", "RNN060", "no weight file ''")]
    [InlineData("gone.safetensors", "RNN061", "Could not find file")]
    [InlineData("text.safetensors", "RNN061", "at character 16 of the header '{' is wanted")]
    [InlineData("twice.safetensors", "RNN061", "tensor 'dense.bias' stands twice in the header")]
    [InlineData("overlap.safetensors", "RNN061", "tensor 'dense.bias' does not begin where the one before it ends")]
    [InlineData("long.safetensors", "RNN061", "its tensors have 32 bytes, but the file has 33")]
    [InlineData("huge.safetensors", "RNN061", "tensor 'dense.kernel' lacks its dtype, shape or data_offsets")]
    [InlineData("rest.safetensors", "RNN061", "of the header the end of the header is wanted")]
    [InlineData("gap.safetensors", "RNN061", "tensor 'dense.kernel' does not begin where the one before it ends")]
    [InlineData("nobias.safetensors", "RNN062", "it has no tensor 'dense.bias', only 'dense.kernel'")]
    [InlineData("unknown.safetensors", "RNN062", "its tensor 'dense.gamma' is none of the model's, which are 'dense.kernel', 'dense.bias'")]
    [InlineData("otherlayers.safetensors", "RNN062", "its tensors, 'dense.kernel', 'dense.bias', have the names and shapes wanted, but 'Words' wrote it, whose layers differ")]
    [InlineData("sorted.safetensors", "RNN063", "Tensor 'dense.bias' of 'sorted.safetensors' lies elsewhere than in the model's memory")]
    public void Weights_that_do_not_fit(string file, string id, string message) =>
        Expect.Diagnostics(WithWeights(file, id), message);

    [Fact]
    public void Weights_of_another_shape_are_refused_and_the_model_is_there_all_the_same() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(4)]
        [{|RNN062:Weights("digits.safetensors")|}]
        public partial class Digits;

        static class User
        {
            public static float First(Digits digits) => digits.Dense.Kernel[0, 0];
        }
        """,
        "its tensor 'dense.kernel' has shape (3, 2), but the model's has (3, 4)");

    private static string WithWeights(string file, string? id = null) =>
        $$"""
        [Model(3)]
        [Dense(2)]
        [{{(id is null ? "" : "{|" + id + ":")}}Weights("{{file}}"){{(id is null ? "" : "|}")}}]
        public partial class Digits;
        """;
}
