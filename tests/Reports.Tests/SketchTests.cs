namespace RnnGen.Reports.Tests;

public sealed class SketchTests
{
    [Fact]
    public void A_straight_line_is_straight()
    {
        string expected = """
            value
            4 ┤           ⢀⣀⠤⠔⠒⠉
              │     ⢀⣀⠤⠔⠒⠉⠁
            0 ┤⣀⠤⠔⠒⠉⠁
               timestep 0 to 4
            """;
        Assert.Equal(
            expected.ReplaceLineEndings("\n"), Sketch.Lines([new ChartLine("l", [0d, 1, 2, 3, 4])], columns: 20, rows: 3));
    }

    [Fact]
    public void Training_and_validation_are_told_apart()
    {
        string sketch = Sketch.Curves(Samples.History, columns: 40, rows: 4);
        Assert.StartsWith("loss   ── training   ╌╌ validation\n", sketch, StringComparison.Ordinal);
        Assert.Contains("\n\naccuracy   ── training   ╌╌ validation\n", sketch, StringComparison.Ordinal);
        Assert.EndsWith("epoch 1 to 3", sketch, StringComparison.Ordinal);
        Assert.All(sketch.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
    }

    [Fact]
    public void A_missing_value_is_a_gap_and_a_single_one_stands_in_the_middle()
    {
        string[] rows = Sketch.Lines([new ChartLine("l", [0d, 0, double.NaN, 0, 0])], columns: 22, rows: 3).Split('\n');
        Assert.Equal("     │⠤⠤⠤⠤⠄      ⠠⠤⠤⠤⠤", rows[2]);
        rows = Sketch.Lines([new ChartLine("l", [0d])], columns: 22, rows: 3).Split('\n');
        Assert.Equal("     │        ⠄", rows[2]);
    }

    [Fact]
    public void Any_values_are_drawn()
    {
        foreach (double[] values in new double[][] { [], [1], [double.NaN, double.NaN], [2, 2], [1e300, -1e300], [0, double.NaN, 1, double.NegativeInfinity] })
            Assert.Equal(5, Sketch.Lines([new ChartLine("l", values)], 20, 3).Split('\n').Length);
    }

    [Fact]
    public void Images_stand_side_by_side_with_their_captions()
    {
        float[] pixels = [1, 0, 1, 1, 0, 1, /**/ 0, 0, 1, 0, 1, 1, /**/ 1, 1, 1, 1, 1, 1];
        string text = Sketch.Images(pixels, 3, 2, [new("7"), new("1", Wrong: true), new("long")], columns: 6);
        Assert.Equal("█▄ ▄\n ▀ ▀▀\n7  ✗…\n██\n▀▀\nl…\n", text);
        Assert.Equal("▀▀\na\n▀\nb\n", Sketch.Images([1, 1, 1, 0], 1, 2, [new("a"), new("b")], columns: 1));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Throws<ArgumentException>(() => Sketch.Lines([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sketch.Lines([new ChartLine("l", [1d])], columns: 19));
        Assert.Throws<ArgumentException>(() => Sketch.Images([1], 1, 2, [new("a")]));
    }
}
