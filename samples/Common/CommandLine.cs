using System.Globalization;

namespace RnnGen.Samples;

/// <summary>
/// The options of a sample, each read by its name: <c>--seed 3</c> and <c>--seed=3</c> are the same. What nobody has read
/// when <see cref="End"/> is called is a mistake.
/// </summary>
public sealed class CommandLine(IEnumerable<string> args)
{
    private readonly List<string> _rest = [.. args];

    /// <summary>The value of an option; null if it is not there.</summary>
    /// <exception cref="UsageException">It has no value.</exception>
    public string? Text(string option)
    {
        int index = _rest.FindIndex(argument => argument == option || argument.StartsWith(option + "=", StringComparison.Ordinal));
        if (index < 0)
            return null;

        string argument = _rest[index];
        _rest.RemoveAt(index);
        if (argument.Length > option.Length)
            return argument[(option.Length + 1)..];
        if (index == _rest.Count)
            throw new UsageException($"{option} needs a value.");

        string value = _rest[index];
        _rest.RemoveAt(index);
        return value;
    }

    /// <summary>Whether an option without a value is there.</summary>
    public bool Flag(string option) => _rest.Remove(option);

    /// <summary>A whole number; null if the option is not there.</summary>
    /// <exception cref="UsageException">It is none, or less than it may be.</exception>
    public int? Number(string option, int least = int.MinValue)
    {
        string? text = Text(option);
        if (text is null)
            return null;

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new UsageException($"{option}: \"{text}\" is not a whole number{(least > int.MinValue ? $" of {least} or more" : "")}.");
    }

    /// <summary>Some of the things there are, in their order, however they were given: their names with commas between.</summary>
    /// <param name="option">The option.</param>
    /// <param name="all">What there is.</param>
    /// <param name="name">The name of each.</param>
    /// <returns>What was asked for; empty if the option is not there.</returns>
    /// <exception cref="UsageException">One is not among them.</exception>
    public IReadOnlyList<T> Some<T>(string option, IEnumerable<T> all, Func<T, string> name)
    {
        HashSet<string> names = Text(option) is string text ? [.. text.Split(',')] : [];
        T[] known = [.. all];
        string? unknown = names.FirstOrDefault(wanted => !known.Any(one => name(one) == wanted));
        return unknown is null
            ? [.. known.Where(one => names.Contains(name(one)))]
            : throw new UsageException($"{option}: there is no \"{unknown}\"; there are {string.Join(", ", known.Select(name))}.");
    }

    /// <summary>All options have been read.</summary>
    /// <exception cref="UsageException">Something is left.</exception>
    public void End()
    {
        if (_rest.Count > 0)
            throw new UsageException($"There is no option \"{_rest[0]}\", or it was given before.");
    }
}

/// <summary>A mistake on the command line; the message is for the user.</summary>
public sealed class UsageException(string message) : Exception(message);
