using System.Globalization;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Keras' automatic layer names: lstm, lstm_1, lstm_2 …</summary>
internal sealed class AutomaticNames
{
    private readonly Dictionary<string, int> _counts = [];

    public string Next(string kind)
    {
        string name = Names.SnakeCase(kind);
        _counts.TryGetValue(name, out int count);
        _counts[name] = count + 1;
        return count == 0 ? name : $"{name}_{count.ToString(CultureInfo.InvariantCulture)}";
    }
}
