using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>Which networks compute the products of tokens once for all shards of a batch.</summary>
public sealed class SharedTokensTests
{
    [Theory]
    [InlineData("Embedding(257, 64)", "GRU(2)", true)]
    [InlineData("Embedding(257, 63)", "GRU(2)", false)]
    [InlineData("Embedding(257, 64)", "SimpleRNN(2)", true)]
    // Its columns are multiplied one by one, and a vector of a column would reach into what another thread writes.
    [InlineData("Embedding(257, 64)", "GRU(1)", false)]
    [InlineData("Embedding(257, 64)", "GRU(1, ResetAfter = false)", false)]
    public void Shards_share_tokens(string embedding, string layer, bool shared)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"[Model(9, Batch = 33, Input = InputKind.Tokens)] [{embedding}] [{layer}] [Dense(1)] [Loss(Loss.MeanSquaredError)] partial class A;").AssertClean();
        Assert.Equal(shared, run.Files.Values.Any(text => text.Contains("ForwardTokens(", StringComparison.Ordinal)));
    }
}
