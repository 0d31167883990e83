namespace RnnGen.Data;

/// <summary>Values of pixels.</summary>
internal static class Pixels
{
    private static readonly float[] s_asTheyAre = [.. Enumerable.Range(0, 256).Select(value => (float)value)];
    private static readonly float[] s_scaled = [.. s_asTheyAre.Select(value => value / 255f)];

    /// <summary>The value of each of the 256 bytes: divided by 255, as Keras' examples do, or as it is.</summary>
    public static ReadOnlySpan<float> Values(bool scale) => scale ? s_scaled : s_asTheyAre;
}
