namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Compares what the two styles compute: equal up to rounding, measured at the largest value.</summary>
internal static class StyleComparison
{
    private const double Tolerance = 2e-5;

    public static void AssertClose(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        double largest = 0;
        foreach (float value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs((double)expected[i] - found[i]) <= Tolerance * largest + 1e-7,
                $"{what}, {i} of {expected.Length}: Textbook {expected[i]:R}, Fused {found[i]:R} (largest {largest})");
        }
    }
}
