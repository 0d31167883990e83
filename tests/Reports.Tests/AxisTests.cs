namespace RnnGen.Reports.Tests;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0.31, 0.99, 5, "0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 100, 5, "0 20 40 60 80 100")]
    [InlineData(-3, 7, 5, "-4 -2 0 2 4 6 8")]
    [InlineData(0.9, 0.905, 5, "0.900 0.901 0.902 0.903 0.904 0.905")]
    [InlineData(3, 3, 2, "2.5 3.0 3.5")]
    [InlineData(0, 0, 2, "-0.5 0.0 0.5")]
    [InlineData(0, 3e7, 3, "0e0 1e7 2e7 3e7")]
    [InlineData(1500000, 1500008, 4, "1.5e6 1.500002e6 1.500004e6 1.500006e6 1.500008e6")]
    [InlineData(-1.9999e-5, -1.9991e-5, 2, "-2e-5 -1.9995e-5 -1.999e-5")]
    [InlineData(0, double.Epsilon, 2, "-0.5 0.0 0.5")]
    public void Ticks_are_round_numbers_around_the_values(double least, double most, int ticks, string labels)
    {
        Axis axis = new(least, most, ticks);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
        Assert.InRange(axis.Share(least), 0, 1);
        Assert.InRange(axis.Share(most), 0, 1);
    }

    [Fact]
    public void Steps_are_whole()
        => Assert.Equal([1d, 2, 3], new Axis(1, 3, 6, whole: true).Ticks);
}
