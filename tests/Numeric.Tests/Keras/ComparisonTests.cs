namespace RnnGen.Numeric.Tests.Keras;

/// <summary>The measures of error themselves: they must see what is wrong.</summary>
public class ComparisonTests
{
    [Fact]
    public void Values_are_compared_each_by_itself()
    {
        Comparison comparison = Comparison.OfValues(Quantity.Output, "x", [1 + 1e-5, 1000], [1, 1000]);
        Assert.Equal(1e-5 / 1.1, comparison.Error, 1e-12);
        Assert.True(comparison.IsWithin(1e-5));
        Assert.False(Comparison.OfValues(Quantity.Output, "x", [1e-6 * 1.01, 0], [0, 0]).IsWithin(1e-5));
        Assert.True(Comparison.OfValues(Quantity.Output, "x", [1e-6 * 0.99, 0], [0, 0]).IsWithin(1e-5));
    }

    [Fact]
    public void Tensors_are_compared_by_their_largest_element()
    {
        Assert.Equal(0.01, Comparison.OfTensor(Quantity.Gradient, "x", [2, 0.02], [2, 0]).Error, 1e-12);
        Assert.Equal(0, Comparison.OfTensor(Quantity.Gradient, "x", [0, 0], [0, 0]).Error);
        Assert.False(Comparison.OfTensor(Quantity.Gradient, "x", [0, 1e-9], [0, 0]).IsWithin(1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_wrong(double value)
    {
        Assert.False(Comparison.OfValues(Quantity.Output, "x", [value, 1], [1, 1]).IsWithin(1e9));
        Assert.False(Comparison.OfValues(Quantity.Output, "x", [1, value], [1, 1]).IsWithin(1e9));
        Assert.False(Comparison.OfTensor(Quantity.Gradient, "x", [value, 1], [1, 1]).IsWithin(1e9));
        Assert.False(Comparison.OfTensor(Quantity.Gradient, "x", [1, value], [1, 1]).IsWithin(1e9));
    }

    [Fact]
    public void Another_length_is_wrong()
    {
        Assert.False(Comparison.OfValues(Quantity.Output, "x", [1], [1, 1]).IsWithin(1e9));
        Assert.False(Comparison.OfTensor(Quantity.Gradient, "x", [1, 1], [1]).IsWithin(1e9));
    }
}
