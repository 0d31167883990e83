using System.Globalization;
using System.Text;

namespace RnnGen.IO;

/// <summary>
/// A number that two models have in common when their layers and weights are of the same kinds and shapes. Weight files hold
/// it; the generator compares it too, and is built with this file.
/// </summary>
internal sealed class Architecture
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a layer, in the order of the model.</summary>
    public void AddLayer(string kind, IEnumerable<int> outputShape) => Add(kind, outputShape);

    /// <summary>Adds a weight, in Keras' order and after all layers.</summary>
    public void AddWeight(string layer, string name, IEnumerable<int> shape) => Add($"{layer}/{name}", shape);

    public override string ToString() => Hash(_text.ToString());

    /// <summary>FNV-1a of 64 bits (Fowler, Noll and Vo), in hexadecimal digits: tells models apart that nobody chose to confuse.</summary>
    public static string Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ value) * 0x100000001B3);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private void Add(string name, IEnumerable<int> shape)
    {
        // Tuples as Python writes them: (28, 256), (10,).
        string[] sizes = [.. shape.Select(size => size.ToString(CultureInfo.InvariantCulture))];
        _text.Append(name).Append('(').Append(string.Join(", ", sizes)).Append(sizes.Length == 1 ? ",)\n" : ")\n");
    }
}
