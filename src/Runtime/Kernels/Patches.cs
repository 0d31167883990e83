using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>
/// What the windows of a convolution see, a row for each window (im2col), so that the convolution is a matrix product; and
/// the way back (col2im).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Patches
{
    /// <summary>Copies what each window sees; padding is zeros.</summary>
    /// <param name="x">(samples × height × width × channels)</param>
    /// <param name="patches">(samples × windows × positions × channels)</param>
    /// <param name="windows">The windows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Extract<T>(ReadOnlySpan<T> x, Span<T> patches, in Windows windows)
        where T : unmanaged
    {
        patches.Clear();
        int channels = windows.Channels, size = windows.PatchSize;
        for (int number = 0; number < patches.Length / size; number++)
        {
            Window window = windows[number];
            Span<T> patch = patches.Slice(number * size, size);
            for (int index = 0; index < window.Count; index++)
                x.Slice(window.Input(index), channels).CopyTo(patch[(window.Position(index) * channels)..]);
        }
    }

    /// <summary>Copies an input with its padding around it, so that all windows lie inside.</summary>
    /// <param name="x">(samples × height × width × channels)</param>
    /// <param name="padded">(samples × height × width × channels), as far as the windows reach</param>
    /// <param name="windows">The windows over <paramref name="x"/>.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Pad<T>(ReadOnlySpan<T> x, Span<T> padded, in Windows windows)
        where T : unmanaged
    {
        padded.Clear();
        WindowAxis down = windows.Down, across = windows.Across;
        int height = down.PaddedLength, width = across.PaddedLength;
        int rows = Math.Min(down.Length, height - down.Before);
        int run = Math.Min(across.Length, width - across.Before) * windows.Channels;
        for (int sample = 0; sample < padded.Length / (height * width * windows.Channels); sample++)
        {
            for (int y = 0; y < rows; y++)
            {
                ReadOnlySpan<T> row = x.Slice((sample * down.Length + y) * across.Length * windows.Channels, run);
                row.CopyTo(padded[(((sample * height + down.Before + y) * width + across.Before) * windows.Channels)..]);
            }
        }
    }

    /// <summary>Turns a kernel by 180° and exchanges its channels, for the convolution by which a gradient flows back.</summary>
    /// <param name="kernel">(positions × channels × filters)</param>
    /// <param name="turned">(positions × filters × channels), the last position first</param>
    /// <param name="channels">Channels of the convolution's input.</param>
    /// <param name="filters">Channels of its output.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void TurnKernel<T>(ReadOnlySpan<T> kernel, Span<T> turned, int channels, int filters)
        where T : unmanaged
    {
        int size = channels * filters;
        for (int at = 0; at < kernel.Length; at += size)
            MatMul.Transpose(kernel.Slice(at, size), turned.Slice(turned.Length - size - at, size), channels, filters);
    }

    /// <summary>Adds each value to where <see cref="Extract"/> has taken it from, beginning with zeros.</summary>
    /// <param name="dPatches">(samples × windows × positions × channels)</param>
    /// <param name="dx">(samples × height × width × channels)</param>
    /// <param name="windows">The windows.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Fold<T>(ReadOnlySpan<T> dPatches, Span<T> dx, in Windows windows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        dx.Clear();
        int channels = windows.Channels, size = windows.PatchSize;
        for (int number = 0; number < dPatches.Length / size; number++)
        {
            Window window = windows[number];
            ReadOnlySpan<T> patch = dPatches.Slice(number * size, size);
            for (int index = 0; index < window.Count; index++)
            {
                Span<T> sum = dx.Slice(window.Input(index), channels);
                TensorPrimitives.Add(sum, patch.Slice(window.Position(index) * channels, channels), sum);
            }
        }
    }
}
