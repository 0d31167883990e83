using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RnnGen;

/// <summary>
/// Named numbers of an epoch in the order they are shown: <c>accuracy</c>, <c>loss</c>, <c>val_accuracy</c>,
/// <c>val_loss</c>. Training fills the same object again for each batch: copy what is to stay. A callback may set a name
/// of its own at the end of an epoch; it then is in the progress line and the history.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Keras calls it so.")]
public sealed class Logs : IReadOnlyDictionary<string, double>
{
    private readonly List<string> _names = [];
    private readonly List<double> _values = [];

    internal Logs()
    {
    }

    /// <summary>Number of values.</summary>
    public int Count => _names.Count;

    /// <summary>The names, in the order they are shown.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The values, in the order of the names.</summary>
    public IEnumerable<double> Values => _values;

    /// <summary>The value of a name; a new name is added at the end.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">Reading: there is no such name; the message lists those there are.</exception>
    public double this[string key]
    {
        get => TryGetValue(key, out double value) ? value : throw Missing(key, _names);

        set
        {
            int index = _names.IndexOf(key);
            if (index >= 0)
            {
                _values[index] = value;
            }
            else
            {
                _names.Add(key);
                _values.Add(value);
            }
        }
    }

    /// <summary>Whether there is such a name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => _names.Contains(key);

    /// <summary>Gets the value of a name, if it is there.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">Its value, or 0.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int index = _names.IndexOf(key);
        value = index < 0 ? 0 : _values[index];
        return index >= 0;
    }

    /// <summary>The names with their values, in the order they are shown.</summary>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (int i = 0; i < _names.Count; i++)
            yield return KeyValuePair.Create(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A name and its value by position, without allocating an enumerator.</summary>
    internal (string Name, double Value) At(int index) => (_names[index], _values[index]);

    internal void Clear()
    {
        _names.Clear();
        _values.Clear();
    }

    internal static KeyNotFoundException Missing(string key, IEnumerable<string> names)
    {
        string list = string.Join(", ", names);
        return new KeyNotFoundException($"There is no \"{key}\"; there is: {(list.Length == 0 ? "nothing yet" : list)}.");
    }
}
