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
