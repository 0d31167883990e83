namespace RnnGen.Runtime.Tests;

public class InitializerTests
{
    private const int Rows = 120;
    private const int Columns = 400;

    /// <summary>Standard deviations by Keras' definitions; uniform ones also have a limit, √3 standard deviations.</summary>
    public static TheoryData<Initializer, double> Scaled => new()
    {
        { Initializer.GlorotUniform, Math.Sqrt(2.0 / (Rows + Columns)) },
        { Initializer.GlorotNormal, Math.Sqrt(2.0 / (Rows + Columns)) },
        { Initializer.HeUniform, Math.Sqrt(2.0 / Rows) },
        { Initializer.HeNormal, Math.Sqrt(2.0 / Rows) },
        { Initializer.LecunUniform, Math.Sqrt(1.0 / Rows) },
        { Initializer.LecunNormal, Math.Sqrt(1.0 / Rows) },
    };

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Variance_scaling_has_the_mean_deviation_and_limit_of_Keras(Initializer initializer, double deviation)
    {
        float[] values = Draw(initializer);

        // The mean of n values deviates by σ/√n; their variance by at most that of a normal distribution, σ²·√(2/n).
        Assert.Equal(0, values.Average(), tolerance: 5 * deviation / Math.Sqrt(values.Length));
        double variance = values.Average(value => (double)value * value);
        Assert.Equal(1, variance / (deviation * deviation), tolerance: 5 * Math.Sqrt(2.0 / values.Length));

        bool uniform = initializer.ToString().EndsWith("Uniform", StringComparison.Ordinal);
        double limit = uniform ? Math.Sqrt(3) * deviation : 2 * deviation / 0.87962566103423978;
        double largest = values.Max(Math.Abs);
        Assert.InRange(largest, 0.99 * limit, limit * (1 + 1e-6));
    }

    [Fact]
    public void Normal_values_have_the_quantiles_of_a_normal_distribution()
    {
        float[] values = Draw(Initializer.RandomNormal, 3, 2);

        double Share(double standardized) => values.Count(value => value < 3 + 2 * standardized) / (double)values.Length;
        foreach ((double quantile, double share) in new[] { (-2.0, 0.0227501), (-1.0, 0.1586553), (0.0, 0.5), (0.5, 0.6914625), (3.0, 0.9986501) })
            Assert.Equal(share, Share(quantile), tolerance: 5 * Math.Sqrt(share * (1 - share) / values.Length));
    }

    [Fact]
    public void Truncated_normal_values_are_within_two_deviations_and_not_widened()
    {
        float[] values = Draw(Initializer.TruncatedNormal, 1, 0.1);

        Assert.InRange(values.Max(value => Math.Abs(value - 1)), 0.199, 0.2 + 1e-6);
        double variance = values.Average(value => Math.Pow(value - 1, 2));
        Assert.Equal(0.087962566, Math.Sqrt(variance), tolerance: 0.0015);
    }

    [Fact]
    public void Uniform_values_fill_their_range_evenly()
    {
        float[] values = Draw(Initializer.RandomUniform, -1, 3);

        int[] counts = new int[8];
        foreach (float value in values)
            counts[(int)((value + 1) * 2)]++;

        // Chi-squared with 7 degrees of freedom: above 24.3 once in a thousand seeds.
        double expected = values.Length / 8.0;
        Assert.True(counts.Sum(count => Math.Pow(count - expected, 2) / expected) < 24.3);
    }

    [Theory]
    [InlineData(Initializer.RandomNormal, 0.05)]
    [InlineData(Initializer.TruncatedNormal, 0.05 * 0.87962566103423978)]
    [InlineData(Initializer.RandomUniform, 0.05 / 1.7320508)]
    public void Without_arguments_the_defaults_of_Keras_hold(Initializer initializer, double deviation)
    {
        float[] values = Draw(initializer);

        Assert.Equal(0, values.Average(), tolerance: 0.0015);
        Assert.Equal(deviation, Math.Sqrt(values.Average(value => (double)value * value)), tolerance: 0.0015);
    }

    [Fact]
    public void Constants_are_what_they_say()
    {
        Assert.All(Draw(Initializer.Zeros), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Ones), value => Assert.Equal(1, value));
        Assert.All(Draw(Initializer.Constant), value => Assert.Equal(0, value));
        Assert.All(Draw(Initializer.Constant, -2.5), value => Assert.Equal(-2.5f, value));
    }

    [Theory]
    [InlineData(2, 3, new float[] { 5, 0, 0, 0, 5, 0 })]
    [InlineData(3, 2, new float[] { 5, 0, 0, 5, 0, 0 })]
    public void Identity_is_gain_on_the_diagonal(int rows, int columns, float[] expected)
    {
        var weight = new WeightDescription("l", "kernel", [rows, columns], 0, Initializer.Identity) { Arguments = [5] };

        Assert.Equal(expected, Model([weight]).Parameters.ToArray());
    }

    [Theory]
    [InlineData(32, 32, 1)]
    [InlineData(13, 52, 1)]
    [InlineData(40, 7, 1)]
    [InlineData(1, 5, 1)]
    [InlineData(6, 24, 1.5)]
    public void Orthogonal_makes_the_shorter_side_orthonormal(int rows, int columns, double gain)
    {
        var weight = new WeightDescription("lstm", "recurrent_kernel", [rows, columns], 0, Initializer.Orthogonal)
        {
            Arguments = gain == 1 ? [] : [gain],
        };
        float[] values = Model([weight]).Parameters.ToArray();
        double At(int row, int column) => values[row * columns + column];

        bool wide = rows <= columns;
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double dot = 0;
                for (int i = 0; i < length; i++)
                    dot += wide ? At(a, i) * At(b, i) : At(i, a) * At(i, b);
                Assert.Equal(a == b ? gain * gain : 0, dot, tolerance: 2e-6 * gain * gain);
            }
        }
    }

    [Fact]
    public void Orthogonal_matrices_are_rotations_and_reflections_in_every_direction()
    {
        // Without the sign fix of the QR decomposition, the diagonal would have a preferred sign. Each element of a
        // random 4×4 orthogonal matrix has mean 0 and variance 1/4.
        const int Draws = 4000;
        double[] sums = new double[16];
        for (int seed = 0; seed < Draws; seed++)
        {
            var weight = new WeightDescription("rnn", "recurrent_kernel", [4, 4], 0, Initializer.Orthogonal);
            ReadOnlySpan<float> values = Model([weight], seed).Parameters;
            for (int i = 0; i < 16; i++)
                sums[i] += values[i];
        }

        Assert.All(sums, sum => Assert.Equal(0, sum / Draws, tolerance: 5 * 0.5 / Math.Sqrt(Draws)));
    }

    [Theory]
    [InlineData(new int[0], 1, 1)]
    [InlineData(new[] { 7 }, 7, 7)]
    [InlineData(new[] { 28, 256 }, 28, 256)]
    [InlineData(new[] { 2, 192 }, 2, 192)]
    [InlineData(new[] { 3, 3, 16, 32 }, 144, 288)]
    public void Fans_are_those_of_Keras(int[] shape, double fanIn, double fanOut)
        => Assert.Equal((fanIn, fanOut), WeightInitializer.Fans(shape));

    [Fact]
    public void The_unit_forget_bias_is_set_after_the_initializer()
    {
        var bias = new WeightDescription("lstm", "bias", [8], 0, Initializer.Constant)
        {
            Arguments = [0.5],
            OnesStart = 2,
            OnesCount = 2,
        };

        Assert.Equal([0.5f, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f], Model([bias]).Parameters.ToArray());
    }

    [Fact]
    public void Weights_repeat_with_the_seed_and_differ_by_seed_and_weight()
    {
        WeightDescription[] weights = Describe.Weights(Initializer.GlorotNormal, [6, 6], [6, 6]);
        float[] first = Model(weights, seed: 4).Parameters.ToArray();

        Assert.Equal(first, Model(weights, seed: 4).Parameters.ToArray());
        Assert.NotEqual(first, Model(weights, seed: 5).Parameters.ToArray());
        Assert.NotEqual(first[..36], first[36..]);

        // A weight's values do not depend on the weights before it.
        WeightDescription[] shorter = [weights[0] with { Shape = [2, 3] }, weights[1] with { Offset = 6 }];
        Assert.Equal(first[36..], Model(shorter, seed: 4).Parameters[6..].ToArray());
    }

    /// <summary>
    /// The bits a seed gives are a promise: on every platform, and in the next version. If this fails, trained results
    /// printed in documents no longer repeat.
    /// </summary>
    [Theory]
    [InlineData(Initializer.GlorotUniform, "bf07dcde bee68c15 bed7ec3a")]
    [InlineData(Initializer.RandomNormal, "bc2fe7b7 bcd4d95e bd58206e")]
    [InlineData(Initializer.Orthogonal, "bdc725e8 be70f93a bef4af28")]
    public void A_seed_always_gives_the_same_bits(Initializer initializer, string expected)
    {
        WeightDescription[] weights = Describe.Weights(initializer, [4, 16]);
        ReadOnlySpan<float> values = Model(weights, seed: 1).Parameters;

        string bits = string.Join(' ', values[..3].ToArray().Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8")));
        Assert.Equal(expected, bits);
    }

    [Fact]
    public void Initializers_that_need_a_matrix_say_so()
    {
        var bias = new WeightDescription("dense", "bias", [3], 0, Initializer.Orthogonal);

        var error = Assert.Throws<NotSupportedException>(() => Model([bias]));
        Assert.Equal("dense/bias has shape (3,): the initializer Orthogonal needs at least two axes.", error.Message);
    }

    private static BareModel Model(WeightDescription[] weights, int seed = 0)
        => new(Describe.Model([1], [1], 1, weights), seed);

    private static float[] Draw(Initializer initializer, params double[] arguments)
    {
        var weight = new WeightDescription("l", "kernel", [Rows, Columns], 0, initializer) { Arguments = arguments };
        return Model([weight], seed: 42).Parameters.ToArray();
    }
}
