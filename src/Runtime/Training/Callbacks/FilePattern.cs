using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnGen;

/// <summary>The name of a file with <c>{epoch}</c> and <c>{val_loss:F3}</c> in it.</summary>
internal sealed partial class FilePattern
{
    private const string Epoch = "epoch";
    private const string Advice = "write {epoch:00} or {val_loss:F3}";

    private readonly string _path;

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">It has braces that are no name and format.</exception>
    public FilePattern(string path)
    {
        _path = path;
        IReadOnlyList<Match> places = Place().Matches(path);
        Names = [.. places.Select(place => place.Groups["name"].Value)];
        if (Place().Replace(path, "").AsSpan().ContainsAny('{', '}'))
            throw new ArgumentException($"\"{path}\" has a brace that belongs to no name: {Advice}.", nameof(path));
        foreach (Match place in places)
        {
            string format = place.Groups["format"].Value;
            if (PythonFormat().IsMatch(format) || !IsFormat(format, isEpoch: place.Groups["name"].Value == Epoch))
                throw new ArgumentException($"{place.Value} in \"{path}\" has no format of .NET: {Advice}.", nameof(path));
        }
    }

    /// <summary>The names in it.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The name after an epoch.</summary>
    /// <param name="epoch">Its number, from 0; names begin with 1.</param>
    /// <param name="logs">What was measured in it.</param>
    /// <exception cref="KeyNotFoundException">There is nothing of a name.</exception>
    public string At(int epoch, Logs logs) => Place().Replace(_path, place =>
    {
        string name = place.Groups["name"].Value, format = place.Groups["format"].Value;
        if (name == Epoch)
            return (epoch + 1).ToString(format, CultureInfo.InvariantCulture);
        return logs.TryGetValue(name, out double value)
            ? value.ToString(format, CultureInfo.InvariantCulture)
            : throw new KeyNotFoundException($"{place.Value} in \"{_path}\" is not recorded; there is epoch, {string.Join(", ", logs.Keys)}.");
    });

    private static bool IsFormat(string format, bool isEpoch)
    {
        try
        {
            _ = isEpoch ? 1.ToString(format, CultureInfo.InvariantCulture) : 0.5.ToString(format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^{}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    // Python's 02d and .2f would be written as text.
    [GeneratedRegex(@"^([0-9]+|[0-9]*\.[0-9]+)[a-z]$", RegexOptions.ExplicitCapture)]
    private static partial Regex PythonFormat();
}
