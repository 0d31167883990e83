using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>The assertion most tests are made of: these diagnostics under these words, and nothing else at all.</summary>
internal static class Expect
{
    /// <param name="marked">The user's file, with <c>{|RNN010:0|}</c> where a diagnostic is expected.</param>
    /// <param name="messages">Texts that occur in the diagnostics' messages, one for each in the order of the source.</param>
    public static GeneratorRun Diagnostics(string marked, params string[] messages)
    {
        MarkedSource source = new(marked);
        GeneratorRun run = GeneratorHarness.Run(source.Text);
        IReadOnlyList<Diagnostic> found = [.. run.AllDiagnostics.OrderBy(item => item.Location.SourceSpan.Start)];

        Assert.True(
            source.Expected.SequenceEqual(found.Select(Squiggle)),
            $"expected:\n{string.Join("\n", source.Expected)}\nfound:\n{string.Join("\n", found.Select(Squiggle))}\n\n{run.Describe(found)}");
        Assert.All(messages.Zip(found), pair => Assert.Contains(pair.First, Message(pair.Second), StringComparison.Ordinal));
        return run;
    }

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static Squiggle Squiggle(Diagnostic diagnostic)
    {
        Location location = diagnostic.Location;
        string text = location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "";
        return new Squiggle(diagnostic.Id, location.SourceSpan.Start, text);
    }
}
