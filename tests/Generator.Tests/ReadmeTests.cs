using System.Text.RegularExpressions;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>What README.md and the pages of docs show is what the generator does.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_readme = Repository.Read("README.md");

    [Fact]
    public void Its_excerpt_is_generated_from_its_example()
    {
        string[] blocks = [.. CSharpBlock().Matches(s_readme).Select(match => match.Groups[1].Value)];
        string model = blocks[0][blocks[0].IndexOf("[Model(", StringComparison.Ordinal)..];

        string textbook = model.Replace("Batch = 32", "Batch = 32, Style = CodeStyle.Textbook", StringComparison.Ordinal);
        string generated = Unindented(GeneratorHarness.Run(textbook).AssertClean().Files["Wave.g.cs"]);

        // A blank line with an ellipsis marks where lines were left out.
        foreach (string part in Unindented(blocks[1]).Split("\n…\n"))
            Assert.Contains(part.Trim('\n'), generated, StringComparison.Ordinal);
        Assert.True(blocks[1].Split('\n').Length > 20, "The excerpt is too short to show anything.");
    }

    [Fact]
    public void Its_links_lead_somewhere()
    {
        string[] targets = [.. Link().Matches(s_readme).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal))];
        Assert.NotEmpty(targets);
        foreach (string target in targets)
            Assert.True(Repository.HasPath(target.Split('#')[0].Split('/')), $"README.md links to {target}, which is not there.");
    }

    [Theory]
    [InlineData("own-cells.md")]
    [InlineData("streams.md")]
    [InlineData("training.md")]
    public void Examples_of_a_page_compile(string name)
    {
        string page = Repository.Read("docs", name);
        string[] blocks = [.. CSharpBlock().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => GeneratorHarness.Run(block).AssertClean());
    }

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)#][^)]*)\)")]
    private static partial Regex Link();
}
