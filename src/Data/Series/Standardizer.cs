using System.Globalization;

namespace RnnGen.Data;

/// <summary>
/// Brings each feature to mean 0 and standard deviation 1, and predictions back (Keras: <c>Normalization</c>, scikit-learn:
/// <c>StandardScaler</c>). It is fitted on the training data and applied to all: fitted on all, it would tell the network
/// something of the test data.
/// </summary>
public sealed class Standardizer
{
    private readonly float[] _mean;
    private readonly float[] _standardDeviation;

    /// <summary>Makes it of known values.</summary>
    /// <param name="mean">The mean of each feature.</param>
    /// <param name="standardDeviation">The standard deviation of each feature, positive.</param>
    /// <exception cref="ArgumentException">They are not of the same number, or out of their range.</exception>
    public Standardizer(ReadOnlySpan<float> mean, ReadOnlySpan<float> standardDeviation)
    {
        if (mean.IsEmpty || mean.Length != standardDeviation.Length)
        {
            throw new ArgumentException(
                $"There are {mean.Length} means and {standardDeviation.Length} standard deviations; there must be as many of both.",
                nameof(standardDeviation));
        }

        for (int feature = 0; feature < mean.Length; feature++)
        {
            if (!float.IsFinite(mean[feature]) || !(standardDeviation[feature] > 0) || !float.IsFinite(standardDeviation[feature]))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Feature {feature} has mean {mean[feature]} and standard deviation {standardDeviation[feature]}; finite "
                    + $"numbers are wanted, the second positive."));
            }
        }

        (_mean, _standardDeviation) = (mean.ToArray(), standardDeviation.ToArray());
    }

    /// <summary>The mean of each feature.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>The standard deviation of each feature (of the population: divided by n); 1 where all values are equal.</summary>
    public IReadOnlyList<float> StandardDeviation => _standardDeviation;

    /// <summary>Measures mean and standard deviation.</summary>
    /// <param name="data">The training data: <c>rows × features</c> values.</param>
    /// <param name="features">Number of features.</param>
    /// <exception cref="ArgumentException">There are no values, not whole rows, or one is not finite.</exception>
    public static Standardizer Fit(ReadOnlySpan<float> data, int features = 1)
    {
        int rows = Rows(data.Length, features);
        if (rows == 0)
            throw new ArgumentException("There are no values.", nameof(data));

        // In double and in two passes: sums of squares of large values would lose the small differences.
        double[] mean = new double[features], squares = new double[features];
        float[] least = data[..features].ToArray(), most = data[..features].ToArray();
        for (int i = 0; i < data.Length; i++)
        {
            if (!float.IsFinite(data[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {i / features} has {data[i]} as feature {i % features}; fill missing values first."),
                    nameof(data));
            }

            int feature = i % features;
            mean[feature] += data[i] / (double)rows;
            (least[feature], most[feature]) = (Math.Min(least[feature], data[i]), Math.Max(most[feature], data[i]));
        }

        // The rounded mean of equal values need not be that value, and would leave a deviation of 1e-17 to divide by.
        for (int feature = 0; feature < features; feature++)
        {
            if (least[feature] == most[feature])
                mean[feature] = least[feature];
        }

        for (int i = 0; i < data.Length; i++)
            squares[i % features] += (data[i] - mean[i % features]) * (data[i] - mean[i % features]);
        return new Standardizer(
            Array.ConvertAll(mean, value => (float)value),
            Array.ConvertAll(squares, sum => (float)Math.Sqrt(sum / rows) is float deviation and > 0 ? deviation : 1));
    }

    /// <summary>The one of a single feature, for predictions of it.</summary>
    /// <param name="feature">Its index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public Standardizer Feature(int feature)
        => feature >= 0 && feature < _mean.Length
            ? new Standardizer([_mean[feature]], [_standardDeviation[feature]])
            : throw new ArgumentOutOfRangeException(nameof(feature), feature, $"There are {ShapeText.Count(_mean.Length, "feature")}.");

    /// <summary>Values less the mean, divided by the standard deviation; a copy.</summary>
    /// <param name="data">The values: <c>rows × features</c>.</param>
    /// <exception cref="ArgumentException">They are not whole rows.</exception>
    public float[] Transform(ReadOnlySpan<float> data)
    {
        Rows(data.Length, _mean.Length);
        float[] result = new float[data.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = (data[i] - _mean[i % _mean.Length]) / _standardDeviation[i % _mean.Length];
        return result;
    }

    /// <summary>Values times the standard deviation plus the mean; a copy.</summary>
    /// <param name="data">The values: <c>rows × features</c>.</param>
    /// <exception cref="ArgumentException">They are not whole rows.</exception>
    public float[] InverseTransform(ReadOnlySpan<float> data)
    {
        Rows(data.Length, _mean.Length);
        float[] result = new float[data.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = (data[i] * _standardDeviation[i % _mean.Length]) + _mean[i % _mean.Length];
        return result;
    }

    private static int Rows(int length, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        (int rows, int rest) = Math.DivRem(length, features);
        return rest == 0
            ? rows
            : throw new ArgumentException(
                $"{ShapeText.Count(length, "value")} are not a whole number of rows of {ShapeText.Count(features, "feature")}.");
    }
}
