namespace RnnGen.Reports;

/// <summary>Lines over common steps, as the page and the terminal draw them.</summary>
/// <param name="Name">What the values are.</param>
/// <param name="StepName">What the steps are.</param>
/// <param name="Lines">The lines, at least one.</param>
internal sealed record Chart(string Name, string StepName, IReadOnlyList<ChartLine> Lines)
{
    private const string Validation = "val_";

    /// <summary>First step of any line.</summary>
    public int FirstStep => Lines.Min(line => line.FirstStep);

    /// <summary>Last step of any line.</summary>
    public int LastStep => Lines.Max(line => line.FirstStep + Math.Max(1, line.Values.Count) - 1);

    /// <summary>The axis of the values.</summary>
    public Axis Values(int ticks)
    {
        double[] finite = [.. Lines.SelectMany(line => line.Values).Where(double.IsFinite)];
        return finite.Length == 0 ? new Axis(0, 1, ticks) : new Axis(finite.Min(), finite.Max(), ticks);
    }

    /// <summary>
    /// A chart for each measurement of a training: the line of the training data, and that of the validation data if there
    /// is one. The loss comes first.
    /// </summary>
    public static IReadOnlyList<Chart> OfHistory(IReadOnlyDictionary<string, IReadOnlyList<double>> history)
    {
        string[] names =
        [
            .. history.Keys
                .Select(name => name.StartsWith(Validation, StringComparison.Ordinal) ? name[Validation.Length..] : name)
                .Distinct()
                .OrderBy(name => name == "loss" ? 0 : 1),
        ];
        return [.. names.Select(name => new Chart(name, "epoch", [.. LinesOf(history, name)]))];
    }

    private static IEnumerable<ChartLine> LinesOf(IReadOnlyDictionary<string, IReadOnlyList<double>> history, string name)
    {
        if (history.TryGetValue(name, out IReadOnlyList<double>? training))
            yield return new ChartLine("training", training) { FirstStep = 1 };
        if (history.TryGetValue(Validation + name, out IReadOnlyList<double>? validation))
            yield return new ChartLine("validation", validation) { FirstStep = 1 };
    }
}
