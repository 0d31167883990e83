using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>Each diagnostic is documented, and what its page says is true.</summary>
public sealed partial class DocumentationTests
{
    private const string InternalError = "RNN900";

    private static readonly IReadOnlyList<DiagnosticDescriptor> s_descriptors =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)];

    public static TheoryData<string> Ids => [.. s_descriptors.Select(descriptor => descriptor.Id)];

    /// <summary>The diagnostics that a user's model can cause.</summary>
    public static TheoryData<string> Rules => [.. s_descriptors.Select(descriptor => descriptor.Id).Where(id => id != InternalError)];

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        IReadOnlyList<string> ids = [.. s_descriptors.Select(descriptor => descriptor.Id)];

        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_is_complete(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);

        Assert.Equal("RnnGen", descriptor.Category);
        Assert.True(descriptor.DefaultSeverity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Equal($"https://github.com/rnngen/rnngen/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.EndsWith(".", descriptor.Description.ToString(null), StringComparison.Ordinal);
        Assert.False(descriptor.MessageFormat.ToString(null).EndsWith('.'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_has_a_release_row_a_page_and_a_line_in_the_index(string id)
    {
        string title = Descriptor(id).Title.ToString(null);

        Assert.Contains($"{id} | RnnGen | {Descriptor(id).DefaultSeverity} | ", ReleaseNotes(), StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {title}\n", Page(id), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {title} |\n", Page("README"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_and_no_release_row_is_without_its_descriptor()
    {
        IEnumerable<string> ids = s_descriptors.Select(descriptor => descriptor.Id);

        Assert.Equal(
            ids.Append(StepMembers.DiagnosticId).Select(id => id + ".md").Append("README.md").Order(StringComparer.Ordinal),
            Repository.FileNames("*.md", "docs", "diagnostics").Order(StringComparer.Ordinal));
        Assert.Equal(ids, ReleaseRow().Matches(ReleaseNotes()).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Example_on_the_page_causes_the_diagnostic_with_the_message_shown(string id)
    {
        string example = Section(id, "Example");

        GeneratorRun run = GeneratorHarness.Run(Assert.Single(Code(example)));

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        string severity = diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";
        Assert.Contains($"```text\n{severity} {id}: {Expect.Message(diagnostic)}\n```", example, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_the_page_advises_compiles(string id)
    {
        IReadOnlyList<string> code = Code(Section(id, "How to fix it"));

        Assert.NotEmpty(code);
        Assert.All(code, fixedCode => GeneratorHarness.Run(fixedCode).AssertClean());
    }

    /// <summary>That one is the compiler's, at a member that is there to be explained.</summary>
    [Fact]
    public void Example_of_a_model_without_Step_causes_the_error_shown()
    {
        string example = Section(StepMembers.DiagnosticId, "Example");
        GeneratorRun run = GeneratorHarness.Run(Assert.Single(Code(example)));

        Diagnostic error = Assert.Single(run.AllDiagnostics);
        Assert.Equal(StepMembers.DiagnosticId, error.Id);
        Assert.Contains($"```text\nerror {error.Id}: {Expect.Message(error)}\n```", example, StringComparison.Ordinal);
        Assert.All(Code(Section(StepMembers.DiagnosticId, "How to fix it")), fixedCode => GeneratorHarness.Run(fixedCode).AssertClean());
    }

    private static DiagnosticDescriptor Descriptor(string id) => s_descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string name) => Repository.Read("docs", "diagnostics", name + ".md");

    private static string ReleaseNotes() =>
        Repository.Read("src", "Generator", "AnalyzerReleases.Shipped.md") + Repository.Read("src", "Generator", "AnalyzerReleases.Unshipped.md");

    private static string Section(string id, string heading) =>
        Page(id).Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));

    private static IReadOnlyList<string> Code(string section) =>
        [.. CodeBlock().Matches(section).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^RNN\d+(?= \|)", RegexOptions.Multiline)]
    private static partial Regex ReleaseRow();
}
