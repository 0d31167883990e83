namespace RnnGen.Data;

/// <summary>Rows for networks that continue or classify a series.</summary>
public static class TimeSeries
{
    /// <summary>
    /// Windows over a series, each with its target (Keras: <c>timeseries_dataset_from_array</c>). Nothing is copied: the
    /// windows are views. Window i begins at timestep <c>s = startIndex + i·stride</c>, holds the timesteps
    /// <c>s, s + samplingRate, …, s + (length − 1)·samplingRate</c>, and its target begins at timestep
    /// <c>s + targetOffset</c> of the targets. There are as many windows as have all of this before <c>endIndex</c>.
    /// </summary>
    /// <typeparam name="TInput">Type of the series' elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
    /// <typeparam name="TTarget">Type of the targets' elements.</typeparam>
    /// <param name="series">The series: <c>timesteps × features</c> elements.</param>
    /// <param name="targets">
    /// What is to be predicted: <c>timesteps × targetFeatures</c> elements, timestep by timestep beside the series. It may
    /// be the series itself.
    /// </param>
    /// <param name="length">Timesteps of a window (Keras: <c>sequence_length</c>).</param>
    /// <param name="targetOffset">
    /// Timesteps from a window's begin to its target: <paramref name="length"/> for the timestep behind the window,
    /// <c>length − 1</c> for the window's last, 0 for its first (which is Keras' meaning), 1 with
    /// <paramref name="targetSteps"/> = <paramref name="length"/> for the next timestep at each of its timesteps.
    /// </param>
    /// <param name="features">Elements of a timestep of the series.</param>
    /// <param name="targetFeatures">Elements of a timestep of the targets.</param>
    /// <param name="targetSteps">Timesteps of a target.</param>
    /// <param name="stride">Timesteps from one window's begin to the next one's (Keras: <c>sequence_stride</c>).</param>
    /// <param name="samplingRate">Timesteps of the series from one timestep of a window to the next.</param>
    /// <param name="startIndex">Timesteps before this one are not used.</param>
    /// <param name="endIndex">
    /// This timestep and those after it are not used, for targets neither; null for the end of the series.
    /// </param>
    /// <exception cref="ArgumentException">An argument is out of its range, or there is not one window.</exception>
    public static RowView<TInput, TTarget> Windows<TInput, TTarget>(
        ReadOnlyMemory<TInput> series,
        ReadOnlyMemory<TTarget> targets,
        int length,
        int targetOffset,
        int features = 1,
        int targetFeatures = 1,
        int targetSteps = 1,
        int stride = 1,
        int samplingRate = 1,
        int startIndex = 0,
        int? endIndex = null)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegative(targetOffset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetFeatures);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSteps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samplingRate);
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        int steps = Steps(series.Length, features, nameof(series));
        int targetCount = Steps(targets.Length, targetFeatures, nameof(targets));
        int end = endIndex ?? steps;
        if (end > steps)
            throw new ArgumentOutOfRangeException(nameof(endIndex), end, $"The series has {ShapeText.Count(steps, "timestep")}.");

        long inputSpan = ((length - 1L) * samplingRate) + 1;
        long targetSpan = (long)targetOffset + targetSteps;
        long begins = Math.Min(end - inputSpan, Math.Min(end, targetCount) - targetSpan) - startIndex + 1;
        if (begins <= 0)
        {
            throw new ArgumentException(
                $"Timesteps {startIndex} to {end - 1L} of a series, with {ShapeText.Count(targetCount, "target")}, have no window "
                + $"of {length} (which spans {inputSpan}) with its target (which spans {targetSpan}).",
                nameof(length));
        }

        int count = (int)((begins + stride - 1) / stride);
        return new WindowRows<TInput, TTarget>(
            series,
            features,
            targets,
            targetFeatures,
            new WindowGeometry(count, startIndex, stride, length, samplingRate, targetOffset, targetSteps));
    }

    /// <summary>
    /// Rows of a series' earlier values, each with the value of its time: for lags 1, 2 and 12, the row of time t is
    /// <c>(y₍t−1₎, y₍t−2₎, y₍t−12₎)</c> and its target <c>yₜ</c>.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="lags">How far back, in timesteps; the row has them in this order.</param>
    /// <exception cref="ArgumentException">There is no lag, one is not positive, or the series is too short.</exception>
    public static Dataset<float, float> Lags(ReadOnlySpan<float> series, params ReadOnlySpan<int> lags)
    {
        if (lags.IsEmpty)
            throw new ArgumentException("There must be a lag.", nameof(lags));
        int most = 0;
        foreach (int lag in lags)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lag, nameof(lags));
            most = Math.Max(most, lag);
        }

        if (series.Length <= most)
        {
            throw new ArgumentException(
                $"A series of {ShapeText.Count(series.Length, "value")} is too short for a lag of {most}.", nameof(series));
        }

        float[] x = new float[(long)(series.Length - most) * lags.Length];
        for (int row = 0; row < series.Length - most; row++)
        {
            for (int i = 0; i < lags.Length; i++)
                x[((long)row * lags.Length) + i] = series[row + most - lags[i]];
        }

        return Dataset.Create(x, series[most..].ToArray(), series.Length - most);
    }

    private static int Steps(int length, int features, string name)
    {
        (int steps, int rest) = Math.DivRem(length, features);
        return rest == 0
            ? steps
            : throw new ArgumentException(
                $"{name} has {ShapeText.Count(length, "value")}, which is not a whole number of timesteps of {features}.", name);
    }
}
