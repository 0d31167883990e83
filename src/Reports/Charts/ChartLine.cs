namespace RnnGen.Reports;

/// <summary>A line of a chart: one value for each step.</summary>
public sealed class ChartLine
{
    /// <summary>Makes a line.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="values">Its values; NaN and infinite ones are gaps.</param>
    public ChartLine(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        (Name, Values) = (name, values);
    }

    /// <summary>Makes a line.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="values">Its values, which are copied; NaN and infinite ones are gaps.</param>
    public ChartLine(string name, ReadOnlySpan<float> values)
        : this(name, Widen(values))
    {
    }

    /// <summary>Its name in the legend.</summary>
    public string Name { get; }

    /// <summary>Its values.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The step of the first value.</summary>
    public int FirstStep { get; init; }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] copy = new double[values.Length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = values[i];
        return copy;
    }
}
