using System.Globalization;

namespace RnnGen.Benchmarks;

/// <summary>Command-line options of the form <c>--name value</c>, and the words between them.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];

    /// <exception cref="ArgumentException">An option is not among the known ones, or has no value.</exception>
    public Options(IReadOnlyList<string> arguments, params string[] known)
    {
        var words = new List<string>();
        for (int index = 0; index < arguments.Count; index++)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arguments[index]);
                continue;
            }

            if (!known.Contains(arguments[index]))
                throw new ArgumentException($"There is no option {arguments[index]}; there are {string.Join(", ", known)}.");
            if (index + 1 == arguments.Count)
                throw new ArgumentException($"The option {arguments[index]} needs a value.");
            _values[arguments[index]] = arguments[++index];
        }

        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">The value is not a positive number.</exception>
    public int Count(string name, int otherwise)
    {
        if (this[name] is not string text)
            return otherwise;
        return int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new ArgumentException($"{name} is {text}; it must be a positive whole number.");
    }
}
