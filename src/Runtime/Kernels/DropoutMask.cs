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

        T kept = T.CreateTruncating(1 / (1 - rate));
        uint threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
        var random = new RandomStream(seed, RandomPurpose.Dropout, stream, step);
        int i = 0;
        for (; i <= mask.Length - 4; i += 4)
        {
            // Each block by its number, not the next of a sequence: the processor works on several at a time.
            Philox.Block numbers = random.BlockAt((ulong)i / 4);
            Span<T> four = mask.Slice(i, 4);
            four[0] = numbers.Word0 < threshold ? T.Zero : kept;
            four[1] = numbers.Word1 < threshold ? T.Zero : kept;
            four[2] = numbers.Word2 < threshold ? T.Zero : kept;
            four[3] = numbers.Word3 < threshold ? T.Zero : kept;
        }

        if (i < mask.Length)
        {
            Philox.Block numbers = random.BlockAt((ulong)i / 4);
            ReadOnlySpan<uint> words = [numbers.Word0, numbers.Word1, numbers.Word2];
            for (int j = 0; i + j < mask.Length; j++)
                mask[i + j] = words[j] < threshold ? T.Zero : kept;
        }
    }
}
