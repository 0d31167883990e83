using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Dropout masks. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>
    /// Fills a mask of inverted dropout: each element is 0 with probability <paramref name="rate"/>, else 1/(1 − rate), so
    /// that the expected value of a masked input is the input.
    /// </summary>
    /// <typeparam name="T">Type of the network's values; which elements are dropped does not depend on it.</typeparam>
    /// <param name="mask">The mask.</param>
    /// <param name="rate">Share dropped, in [0, 1).</param>
    /// <param name="training">False: nothing is dropped, the mask is all ones.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="step">Number of the training step: each has masks of its own.</param>
    /// <param name="stream">Number of the mask within the model: each has numbers of its own.</param>
    public static void Fill<T>(Span<T> mask, double rate, bool training, int seed, long step, int stream)
        where T : unmanaged, IFloatingPoint<T>
    {
        if (!training || rate == 0)
        {
            mask.Fill(T.One);
            return;
        }

        // Looked up, not decided: which values are dropped cannot be predicted, and each wrong guess would cost more than
        // the number itself.
        ReadOnlySpan<T> values = [T.CreateTruncating(1 / (1 - rate)), T.Zero];
        uint threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
        var random = new RandomStream(seed, RandomPurpose.Dropout, stream, step);
        int whole = mask.Length - mask.Length % 4;
        for (int i = 0; i < whole; i += 4)
        {
            // Each block by its number, not as the next of a sequence: the processor works on several at a time.
            Philox.Block numbers = random.BlockAt((ulong)i / 4);
            Span<T> four = mask.Slice(i, 4);
            four[0] = values[numbers.Word0 < threshold ? 1 : 0];
            four[1] = values[numbers.Word1 < threshold ? 1 : 0];
            four[2] = values[numbers.Word2 < threshold ? 1 : 0];
            four[3] = values[numbers.Word3 < threshold ? 1 : 0];
        }

        if (whole < mask.Length)
        {
            Philox.Block numbers = random.BlockAt((ulong)whole / 4);
            ReadOnlySpan<uint> words = [numbers.Word0, numbers.Word1, numbers.Word2];
            for (int i = whole; i < mask.Length; i++)
                mask[i] = values[words[i - whole] < threshold ? 1 : 0];
        }
    }
}
