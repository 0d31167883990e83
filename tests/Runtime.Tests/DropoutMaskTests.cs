using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    public void Drops_that_share_and_scales_the_rest(double rate)
    {
        float[] mask = new float[100_000];
        DropoutMask.Fill<float>(mask, rate, training: true, seed: 1, step: 0, stream: 0);

        float kept = (float)(1 / (1 - rate));
        Assert.All(mask, value => Assert.True(value == 0 || value == kept));

        // Five standard deviations of a binomial share.
        Assert.Equal(rate, mask.Count(value => value == 0) / 100_000.0, tolerance: 5 * Math.Sqrt(rate * (1 - rate) / 100_000));
    }

    [Fact]
    public void Is_all_ones_in_inference_and_without_a_rate()
    {
        float[] inference = new float[9];
        double[] none = new double[9];
        DropoutMask.Fill<float>(inference, 0.9, training: false, seed: 1, step: 0, stream: 0);
        DropoutMask.Fill<double>(none, 0, training: true, seed: 1, step: 0, stream: 0);

        Assert.All(inference, value => Assert.Equal(1f, value));
        Assert.All(none, value => Assert.Equal(1.0, value));
    }

    [Fact]
    public void Does_not_depend_on_the_type_or_on_what_follows()
    {
        float[] longer = new float[64];
        DropoutMask.Fill<float>(longer, 0.5, training: true, seed: 3, step: 11, stream: 2);
        Assert.Contains(0f, longer);
        for (int length = 1; length <= 9; length++)
        {
            double[] mask = new double[length];
            DropoutMask.Fill<double>(mask, 0.5, training: true, seed: 3, step: 11, stream: 2);
            Assert.Equal(longer.Take(length).Select(value => (double)value), mask);
        }
    }

    [Fact]
    public void Differs_by_seed_step_and_stream_and_repeats()
    {
        string[] masks = [Mask(1, 0, 0), Mask(2, 0, 0), Mask(1, 1, 0), Mask(1, 0, 1)];

        Assert.Equal(4, masks.Distinct().Count());
        Assert.Equal(masks[0], Mask(1, 0, 0));
    }

    private static string Mask(int seed, long step, int stream)
    {
        float[] mask = new float[64];
        DropoutMask.Fill<float>(mask, 0.5, training: true, seed, step, stream);
        return string.Concat(mask.Select(value => value == 0 ? '.' : '#'));
    }
}
