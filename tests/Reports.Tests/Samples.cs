namespace RnnGen.Reports.Tests;

/// <summary>What the tests report about.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> History { get; } = new Dictionary<string, IReadOnlyList<double>>
    {
        ["accuracy"] = [0.7, 0.85, 0.9],
        ["loss"] = [1, 0.5, 0.3],
        ["val_accuracy"] = [0.75, 0.8, 0.85],
        ["val_loss"] = [0.8, 0.6, double.NaN],
    };

    public static ConfusionMatrix Matrix { get; } = new([0, 0, 1, 1, 1, 2], [0, 1, 1, 1, 0, 2], ["cat", "dog", "<fox>"]);

    /// <summary>A page with one of everything, and what breaks pages in its texts.</summary>
    public static Report Report() => new Report("Run <1> & \"more\"")
        .AddText("First line\nsecond line </p><script>throw 1</script>")
        .AddFacts(("test accuracy", "98.1 %"), ("a & b", "<c>"))
        .AddCurves(History)
        .AddConfusionMatrix(Matrix)
        .AddImages("Grey", [0, 0.5f, 1, 2, -1, float.NaN], 1, 3, 1, [new("7"), ImageCaption.Of(2, 0, Matrix.ClassNames)])
        .AddImages("Colour", [1, 0, 0, 0, 1, 0], 2, 1, 3, [new("red, green")])
        .AddLines("Series", [Wave("target", 5000, 1), Wave("prediction", 5000, 0.9)], "day", "°C")
        .AddPreformatted("Model", "┏━━━━━┓\n┃ a&b ┃\n┗━━━━━┛" + new string('━', 200));

    public static ChartLine Wave(string name, int steps, double height)
        => new(name, [.. Enumerable.Range(0, steps).Select(step => height * Math.Sin(step / 50.0))]);
}
