using System.Text;
using System.Text.RegularExpressions;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>A diagnostic as a test expects and sees it: its ID and the text under the squiggle.</summary>
internal sealed record Squiggle(string Id, int Start, string Text)
{
    public override string ToString() => $"{Id} at {Start}: '{Text}'";
}

/// <summary>C# in which <c>{|RNN010:0|}</c> marks where a diagnostic is expected.</summary>
internal sealed partial class MarkedSource
{
    private readonly List<Squiggle> _expected = [];

    public MarkedSource(string marked)
    {
        StringBuilder text = new();
        int at = 0;
        foreach (Match match in Mark().Matches(marked))
        {
            text.Append(marked, at, match.Index - at);
            _expected.Add(new Squiggle(match.Groups[1].Value, text.Length, match.Groups[2].Value));
            text.Append(match.Groups[2].Value);
            at = match.Index + match.Length;
        }

        Text = text.Append(marked, at, marked.Length - at).ToString();
    }

    public string Text { get; }

    public IReadOnlyList<Squiggle> Expected => _expected;

    [GeneratedRegex(@"\{\|(\w+):(.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
