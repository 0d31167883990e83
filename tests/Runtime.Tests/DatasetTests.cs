namespace RnnGen.Runtime.Tests;

public class DatasetTests
{
    private static readonly float[] X = [0, 1, 10, 11, 20, 21, 30, 31, 40, 41];
    private static readonly int[] Y = [0, 1, 2, 3, 4];

    [Fact]
    public void Row_sizes_come_from_lengths()
    {
        Dataset<float, int> data = Dataset.Create(X, Y, 5);

        Assert.Equal((5, 2, 1), (data.Count, data.InputSize, data.TargetSize));
    }

    [Fact]
    public void Slices_are_views_of_the_same_arrays()
    {
        float[] x = [.. X];
        Dataset<float, int> slice = Dataset.Create(x, Y, 5).Slice(1, 3).Slice(1, 2);
        x[4] = 99;

        Assert.Equal([99, 21, 30, 31], slice.X.ToArray());
        Assert.Equal([2, 3], slice.Y.ToArray());
        Assert.Equal(2, slice.Count);
    }

    [Theory]
    [InlineData(0.8, 4)]
    [InlineData(0.5, 3)]
    [InlineData(0.49, 2)]
    [InlineData(0.2, 1)]
    [InlineData(0.1, 1)]
    public void A_split_keeps_the_order(double fraction, int first)
    {
        (Dataset<float, int> head, Dataset<float, int> tail) = Dataset.Create(X, Y, 5).Split(fraction);

        Assert.Equal(Y[..first], head.Y.ToArray());
        Assert.Equal(Y[first..], tail.Y.ToArray());
        Assert.Equal(X[(2 * first)..], tail.X.ToArray());
    }

    [Theory]
    [InlineData(29)]
    [InlineData(57)]
    [InlineData(58)]
    public void A_split_by_percent_is_at_that_row(int percent)
    {
        // 100·0.29 is 28.999999999999996.
        (Dataset<float, int> head, _) = Dataset.Create(new float[100], new int[100], 100).Split(percent / 100.0);
        Assert.Equal(percent, head.Count);
    }

    [Theory]
    [InlineData(0.09)]
    [InlineData(0.95)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_split_with_an_empty_part_is_an_error(double fraction)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Create(X, Y, 5).Split(fraction));

    [Fact]
    public void Lengths_that_are_not_whole_rows_are_an_error()
    {
        var x = Assert.Throws<ArgumentException>(() => Dataset.Create(X, Y, 4));
        var y = Assert.Throws<ArgumentException>(() => Dataset.Create(X, Y, 2));

        Assert.Equal("x has 10 values, which is not a whole number for each of 4 rows. (Parameter 'x')", x.Message);
        Assert.Equal("y has 5 values, which is not a whole number for each of 2 rows. (Parameter 'y')", y.Message);
        Assert.Throws<ArgumentException>(() => Dataset.Create(X, Array.Empty<int>(), 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Create(X, Y, 0));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(6, 1)]
    [InlineData(1, int.MaxValue)]
    public void Slices_outside_are_an_error(int start, int count)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Dataset.Create(X, Y, 5).Slice(start, count));
}
