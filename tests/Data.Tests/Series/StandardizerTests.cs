using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Series;

public sealed class StandardizerTests
{
    [Fact]
    public void Each_feature_gets_mean_0_and_deviation_1()
    {
        // As scikit-learn's StandardScaler on [[0, 5], [0, 5], [1, 5], [1, 5]].
        Standardizer scale = Standardizer.Fit([0, 5, 0, 5, 1, 5, 1, 5], features: 2);
        Assert.Equal([0.5f, 5], scale.Mean);
        Assert.Equal([0.5f, 1], scale.StandardDeviation);
        Assert.Equal([-1f, 0, 3, 2], scale.Transform([0, 5, 2, 7]));
        Assert.Equal([2f], scale.Feature(0).InverseTransform([3]));
    }

    [Fact]
    public void What_was_transformed_comes_back() => Properties.Check(
        Gen.Choose(-1000, 1000).NonEmptyListOf().Select(list => list.SelectMany(value => new[] { value, value * value / 7f }).ToArray()),
        data =>
        {
            Standardizer scale = Standardizer.Fit(data, features: 2);
            float[] back = scale.InverseTransform(scale.Transform(data));
            double rounding = 1e-6 * (1 + data.Max(Math.Abs));
            Assert.All(data.Zip(back), pair => Assert.Equal(pair.First, pair.Second, rounding));
        });

    [Fact]
    public void Small_differences_of_large_values_are_not_lost()
    {
        Standardizer scale = Standardizer.Fit([1e7f, 1e7f + 1, 1e7f + 2]);
        Assert.Equal(Math.Sqrt(2.0 / 3), scale.StandardDeviation[0], 6);
    }

    [Fact]
    public void A_feature_that_does_not_change_has_its_value_and_deviation_1()
    {
        // 7 times a seventh of it is another number.
        Standardizer scale = Standardizer.Fit([.. Enumerable.Range(0, 7).SelectMany(row => new[] { 0.1f, row })], features: 2);
        Assert.Equal([0.1f, 3], scale.Mean);
        Assert.Equal([1f, 2], scale.StandardDeviation);
        Assert.Equal([0.101f - 0.1f, 0], scale.Transform([0.101f, 3]));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("Row 1 has NaN as feature 0; fill missing values first.", Message(() => Standardizer.Fit([1, 2, float.NaN, 3], 2)), StringComparison.Ordinal);
        Assert.Contains("Row 0 has Infinity as feature 1;", Message(() => Standardizer.Fit([1, float.PositiveInfinity], 2)), StringComparison.Ordinal);
        Assert.Contains("There are no values.", Message(() => Standardizer.Fit([])), StringComparison.Ordinal);
        Assert.Contains("3 values are not a whole number of rows of 2 features.", Message(() => Standardizer.Fit([1, 2, 3], 2)), StringComparison.Ordinal);
        Standardizer two = new([0, 0], [1, 1]);
        Assert.Contains("3 values are not a whole number", Message(() => two.Transform([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("3 values are not a whole number", Message(() => two.InverseTransform([1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains("1 means and 2 standard deviations", Message(() => new Standardizer([1], [1, 1])), StringComparison.Ordinal);
        Assert.Contains("standard deviation 0", Message(() => new Standardizer([1], [0])), StringComparison.Ordinal);
        Assert.Contains("mean NaN", Message(() => new Standardizer([float.NaN], [1])), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => two.Feature(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => two.Feature(-1));

        static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
    }
}
