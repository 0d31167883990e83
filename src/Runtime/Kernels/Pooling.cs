using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>The largest value of each window, or the mean, channel by channel, and their gradients. Padding has no part in them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>The largest value of each window.</summary>
    /// <param name="x">(samples × height × width × channels)</param>
    /// <param name="y">(samples × windows × channels)</param>
    /// <param name="windows">The windows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Max<T>(ReadOnlySpan<T> x, Span<T> y, in Windows windows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = windows.Channels;
        for (int number = 0; number < y.Length / channels; number++)
        {
            Window window = windows[number];
            Span<T> largest = y.Slice(number * channels, channels);
            x.Slice(window.Input(0), channels).CopyTo(largest);
            for (int index = 1; index < window.Count; index++)
                TensorPrimitives.Max(largest, x.Slice(window.Input(index), channels), largest);
        }
    }

    /// <summary>The gradient of <see cref="Max"/>: it goes to the first of the largest values of a window.</summary>
    /// <param name="x">(samples × height × width × channels)</param>
    /// <param name="y">(samples × windows × channels): the largest values</param>
    /// <param name="dy">(samples × windows × channels)</param>
    /// <param name="dx">(samples × height × width × channels)</param>
    /// <param name="windows">The windows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void MaxGradient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, in Windows windows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        dx.Clear();
        int channels = windows.Channels;
        for (int number = 0; number < y.Length / channels; number++)
        {
            Window window = windows[number];
            for (int channel = 0; channel < channels; channel++)
            {
                int output = number * channels + channel, index = 0;
                while (index < window.Count && x[window.Input(index) + channel] != y[output])
                    index++;

                // Without a largest value there is a NaN among them, which has no gradient.
                if (index < window.Count)
                    dx[window.Input(index) + channel] += dy[output];
            }
        }
    }

    /// <summary>The mean of each window.</summary>
    /// <inheritdoc cref="Max"/>
    public static void Average<T>(ReadOnlySpan<T> x, Span<T> y, in Windows windows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = windows.Channels;
        for (int number = 0; number < y.Length / channels; number++)
        {
            Window window = windows[number];
            Span<T> mean = y.Slice(number * channels, channels);
            x.Slice(window.Input(0), channels).CopyTo(mean);
            for (int index = 1; index < window.Count; index++)
                TensorPrimitives.Add(mean, x.Slice(window.Input(index), channels), mean);
            TensorPrimitives.Multiply(mean, T.One / T.CreateTruncating(window.Count), mean);
        }
    }

    /// <summary>The gradient of <see cref="Average"/>: all values of a window have the same share in it.</summary>
    /// <param name="dy">(samples × windows × channels)</param>
    /// <param name="dx">(samples × height × width × channels)</param>
    /// <param name="windows">The windows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void AverageGradient<T>(ReadOnlySpan<T> dy, Span<T> dx, in Windows windows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        dx.Clear();
        int channels = windows.Channels;
        for (int number = 0; number < dy.Length / channels; number++)
        {
            Window window = windows[number];
            for (int index = 0; index < window.Count; index++)
            {
                Span<T> sum = dx.Slice(window.Input(index), channels);
                TensorPrimitives.MultiplyAdd(dy.Slice(number * channels, channels), T.One / T.CreateTruncating(window.Count), sum, sum);
            }
        }
    }
}
