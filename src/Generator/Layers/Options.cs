using System.Globalization;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// The arguments of a layer or of the loss as its equations read them. Those that are not the default when they are read
/// are its settings: what nobody reads, and a default that is written out, changes nothing in what is computed.
/// </summary>
/// <param name="spec">The arguments as written: to be read where they do not decide what training computes.</param>
internal sealed class Options(AttributeSpec spec)
{
    private readonly SortedDictionary<string, Func<string>> _settings = new(StringComparer.Ordinal);

    public AttributeSpec Spec { get; } = spec;

    /// <summary>What has been read and is not the default, whatever the order: <c>Dropout = 0.2, Units = 64</c>.</summary>
    public string Settings => string.Join(", ", _settings.Select(setting => $"{setting.Key} = {setting.Value()}"));

    public int Int(string name, int otherwise = 0) => Read(name, Spec.Int(name, otherwise), otherwise, Text);

    public double Real(string name, double otherwise = 0) => Read(name, Spec.Real(name, otherwise), otherwise, Text);

    public bool Bool(string name, bool otherwise = false) => Read(name, Spec.Bool(name, otherwise), otherwise, value => value ? "true" : "false");

    /// <summary>The name of an enum member.</summary>
    public string Name(string name, string otherwise) => Read(name, Spec.Name(name, otherwise), otherwise, value => value);

    public EquatableArray<int> Ints(string name) => Read(name, Spec.Ints(name), default, values => List(values.Select(Text)));

    /// <summary>A number for each axis: one that is given stands for all of them.</summary>
    public EquatableArray<int> IntsOf(string name, EquatableArray<int> otherwise)
    {
        EquatableArray<int> given = Spec.Ints(name);
        int one = given.Count > 0 ? given[0] : Spec.Int(name);
        EquatableArray<int> values = given.Count == otherwise.Count ? given
            : one != 0 ? Enumerable.Repeat(one, otherwise.Count).ToEquatableArray()
            : otherwise;
        return Read(name, values, otherwise, numbers => List(numbers.Select(Text)));
    }

    /// <summary>Numbers, where none are the same as the default.</summary>
    public EquatableArray<double> Reals(string name, params double[] otherwise)
    {
        EquatableArray<double> given = Spec.Reals(name), usual = new(otherwise);
        return Read(name, given.Count == 0 ? usual : given, usual, values => List(values.Select(Text)));
    }

    /// <summary>The cell that a type stands for.</summary>
    public CellSpec? Cell(string name) => Read(name, Spec.Cell(name), null, cell => $"{cell!.Name}#{CellText.Hash(cell)}");

    private T Read<T>(string name, T value, T otherwise, Func<T, string> text)
    {
        if (!EqualityComparer<T>.Default.Equals(value, otherwise))
            _settings[name] = () => text(value);
        return value;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The fewest digits that give the number. <c>R</c> has others where the compiler runs on .NET Framework, as in Visual Studio.
    /// </summary>
    public static string Text(double value)
    {
        foreach (string format in (string[])["G15", "G16"])
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && read.Equals(value))
                return text;
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string List(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";
}
