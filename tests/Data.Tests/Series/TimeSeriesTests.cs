using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Series;

public sealed class TimeSeriesTests
{
    private static readonly float[] s_series = [.. Enumerable.Range(0, 10).Select(step => (float)step)];

    [Fact]
    public void The_next_value_follows_each_window()
    {
        RowView<float, float> windows = TimeSeries.Windows<float, float>(s_series, s_series, length: 4, targetOffset: 4);
        Dataset<float, float> rows = windows.ToDataset();
        Assert.Equal((6, 4, 1), (rows.Count, rows.InputSize, rows.TargetSize));
        Assert.Equal([0f, 1, 2, 3], rows.X[..4].ToArray());
        Assert.Equal([5f, 6, 7, 8], rows.X[^4..].ToArray());
        Assert.Equal([4f, 5, 6, 7, 8, 9], rows.Y.ToArray());
        Assert.Equal(2, TimeSeries.Windows<float, float>(s_series, s_series.AsMemory(..6), length: 4, targetOffset: 4).Count);
    }

    /// <summary>The second example of Keras' documentation of timeseries_dataset_from_array.</summary>
    [Fact]
    public void Keras_example_with_targets_comes_out_the_same()
    {
        // X = arange(100), Y = X·2, length 20, input = X[:-10], targets = Y[10:]: window i is X[i..i+20] with Y[i+10].
        float[] x = [.. Enumerable.Range(0, 100).Select(step => (float)step)];
        float[] y = [.. x.Select(value => 2 * value)];
        Dataset<float, float> rows = TimeSeries.Windows<float, float>(x.AsMemory(..^10), y.AsMemory(10), length: 20, targetOffset: 0).ToDataset();
        Assert.Equal(71, rows.Count);
        Assert.Equal(20f, rows.Y.Span[0]);
        Assert.Equal([70f, 89f, 160f], [rows.X.Span[^20], rows.X.Span[^1], rows.Y.Span[^1]]);
    }

    [Fact]
    public void Windows_are_those_of_the_definition() => Properties.Check(
        from steps in Gen.Choose(1, 30)
        from length in Gen.Choose(1, 5)
        from stride in Gen.Choose(1, 4)
        from rate in Gen.Choose(1, 3)
        from offset in Gen.Choose(0, 6)
        from targetSteps in Gen.Choose(1, 3)
        from start in Gen.Choose(0, 3)
        from cut in Gen.Choose(0, 3)
        select (steps, length, stride, rate, offset, targetSteps, start, end: Math.Max(0, steps - cut)),
        test =>
        {
            // By hand, for two features and one target: all windows whose last timestep and last target are before the end.
            float[] series = [.. Enumerable.Range(0, 2 * test.steps).Select(value => (float)value)];
            int[] targets = [.. Enumerable.Range(0, test.steps).Select(step => 1000 + step)];
            List<int> begins = [];
            for (int s = test.start; s < test.end; s += test.stride)
            {
                if (s + ((test.length - 1) * test.rate) < test.end && s + test.offset + test.targetSteps <= test.end)
                    begins.Add(s);
            }

            RowView<float, int> Windows() => TimeSeries.Windows<float, int>(
                series, targets, test.length, test.offset, features: 2, targetSteps: test.targetSteps,
                stride: test.stride, samplingRate: test.rate, startIndex: test.start, endIndex: test.end);

            if (begins.Count == 0)
            {
                Assert.Throws<ArgumentException>(Windows);
                return;
            }

            Dataset<float, int> rows = Windows().ToDataset();
            Assert.Equal(begins.Count, rows.Count);
            Assert.Equal(
                begins.SelectMany(s => Enumerable.Range(0, test.length).SelectMany(i => series[(2 * (s + (i * test.rate)))..][..2])),
                rows.X.ToArray());
            Assert.Equal(begins.SelectMany(s => targets[(s + test.offset)..][..test.targetSteps]), rows.Y.ToArray());
        },
        tests: 500);

    [Fact]
    public void Each_timestep_may_have_the_next_one_as_its_target()
    {
        int[] text = [5, 6, 7, 8];
        Dataset<int, int> rows = TimeSeries.Windows<int, int>(text, text, length: 2, targetOffset: 1, targetSteps: 2).ToDataset();
        Assert.Equal([5, 6, 6, 7], rows.X.ToArray());
        Assert.Equal([6, 7, 7, 8], rows.Y.ToArray());
    }

    [Fact]
    public void Windows_can_be_split_and_shuffled_like_any_rows()
    {
        RowView<float, float> windows = TimeSeries.Windows<float, float>(s_series, s_series, length: 2, targetOffset: 2);
        (RowView<float, float> train, RowView<float, float> test) = windows.Split(0.75);
        Assert.Equal([8f, 9f], test.ToDataset().Y.ToArray());
        Assert.Equal([2f, 3, 4, 5, 6, 7], train.Shuffle(1).ToDataset().Y.ToArray().Order());
    }

    [Fact]
    public void Windows_that_do_not_fit_are_refused()
    {
        Assert.Contains(
            "Timesteps 0 to 9 of a series, with 10 targets, have no window of 10 (which spans 10) with its target (which spans 11).",
            Message(() => TimeSeries.Windows<float, float>(s_series, s_series, 10, 10)),
            StringComparison.Ordinal);
        Assert.Contains(
            "series has 10 values, which is not a whole number of timesteps of 3.",
            Message(() => TimeSeries.Windows<float, float>(s_series, s_series, 1, 0, features: 3)),
            StringComparison.Ordinal);
        Assert.Contains(
            "The series has 10 timesteps.",
            Message(() => TimeSeries.Windows<float, float>(s_series, s_series, 1, 0, endIndex: 11)),
            StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => TimeSeries.Windows<float, float>(s_series, s_series, 1, int.MaxValue));
        Assert.ThrowsAny<ArgumentException>(() => TimeSeries.Windows<float, float>(s_series, s_series, int.MaxValue, 0, samplingRate: int.MaxValue));
        Assert.ThrowsAny<ArgumentException>(() => TimeSeries.Windows<float, float>(s_series, s_series, 1, 0, startIndex: int.MaxValue));
        Assert.Equal(1, TimeSeries.Windows<float, float>(s_series, s_series, 1, 0, stride: int.MaxValue).Count);

        static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
    }

    [Theory]
    [InlineData("length")]
    [InlineData("targetOffset")]
    [InlineData("features")]
    [InlineData("targetFeatures")]
    [InlineData("targetSteps")]
    [InlineData("stride")]
    [InlineData("samplingRate")]
    [InlineData("startIndex")]
    public void Numbers_that_are_negative_are_refused(string name)
    {
        int Of(string argument) => argument == name ? -1 : 1;
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries.Windows<float, float>(
            s_series, s_series, Of("length"), Of("targetOffset"), Of("features"), Of("targetFeatures"), Of("targetSteps"),
            Of("stride"), Of("samplingRate"), Of("startIndex")));
        Assert.Equal(name, exception.ParamName);
    }

    [Fact]
    public void Lags_are_earlier_values()
    {
        Dataset<float, float> rows = TimeSeries.Lags([10, 11, 12, 13, 14], 1, 3);
        Assert.Equal([12f, 10, 13, 11], rows.X.ToArray());
        Assert.Equal([13f, 14], rows.Y.ToArray());
        Assert.Throws<ArgumentException>(() => TimeSeries.Lags([1, 2], 2));
        Assert.Throws<ArgumentException>(() => TimeSeries.Lags([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeSeries.Lags([1, 2], 0));
    }

    [RealDataFact("series/airline-passengers.csv")]
    public void A_real_series_becomes_standardised_windows()
    {
        float[] passengers = TextTable.Read(RealData.Path("series", "airline-passengers.csv"))["Passengers"].ToSingle();
        Standardizer scale = Standardizer.Fit(passengers.AsSpan(0, 96));
        float[] series = scale.Transform(passengers);
        RowView<float, float> windows = TimeSeries.Windows<float, float>(series, series, length: 12, targetOffset: 12);
        Assert.Equal(132, windows.Count);
        Assert.Equal(432, scale.InverseTransform([windows.ToDataset().Y.Span[^1]])[0], 2);
    }
}
