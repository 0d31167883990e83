using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RnnGen;

/// <summary>
/// What <c>Fit</c> measured in each completed epoch, by name: <c>loss</c>, for classification losses <c>accuracy</c>, and
/// with validation data <c>val_loss</c> and <c>val_accuracy</c> (Keras: <c>History</c>).
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Keras calls it so.")]
public sealed class History : IReadOnlyDictionary<string, IReadOnlyList<double>>
{
    private readonly List<string> _names = [];
    private readonly List<List<double>> _values = [];
    private readonly List<int> _epochs = [];

    internal History()
    {
    }

    /// <summary>The history of epochs trained before, to be continued.</summary>
    internal History(int epochs, IEnumerable<(string Name, double[] Values)> values)
    {
        _epochs.AddRange(Enumerable.Range(0, epochs));
        foreach ((string name, double[] list) in values)
        {
            _names.Add(name);
            _values.Add([.. list]);
        }
    }

    /// <summary>Numbers of the completed epochs, from 0 (Keras: <c>epoch</c>).</summary>
    public IReadOnlyList<int> Epochs => _epochs;

    /// <summary>
    /// How long training took, validation and callbacks included; for a training that was resumed, from there on.
    /// </summary>
    public TimeSpan TrainingTime { get; internal set; }

    /// <summary>
    /// Whether training ended early because it was cancelled. The weights are those after the last batch trained, or their
    /// average (<see cref="Optimizer.UseEma"/>), or those that a callback has restored; an epoch that was not completed has no entry here.
    /// </summary>
    public bool Cancelled { get; internal set; }

    /// <summary>Number of names.</summary>
    public int Count => _names.Count;

    /// <summary>The names, in the order the progress line shows them.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The values of each name, one an epoch.</summary>
    public IEnumerable<IReadOnlyList<double>> Values => _values;

    /// <summary>The values of a name, one an epoch.</summary>
    /// <param name="key">The name: <c>loss</c>, <c>val_accuracy</c> …</param>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those there are.</exception>
    public IReadOnlyList<double> this[string key]
        => TryGetValue(key, out IReadOnlyList<double>? values) ? values : throw Logs.Missing(key, _names);

    /// <summary>Whether there is such a name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => _names.Contains(key);

    /// <summary>Gets the values of a name, if it is there.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">Its values, one an epoch; or null.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<double> value)
    {
        int index = _names.IndexOf(key);
        value = index < 0 ? null : _values[index];
        return index >= 0;
    }

    /// <summary>The names with their values.</summary>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<double>>> GetEnumerator()
    {
        for (int i = 0; i < _names.Count; i++)
            yield return new KeyValuePair<string, IReadOnlyList<double>>(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Records a completed epoch.</summary>
    internal void Add(int epoch, Logs logs)
    {
        _epochs.Add(epoch);
        foreach ((string name, double value) in logs)
        {
            int index = _names.IndexOf(name);
            if (index < 0)
            {
                index = _names.Count;
                _names.Add(name);
                _values.Add([]);
            }

            _values[index].Add(value);
        }
    }
}
