using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>What generated code does with whole sequences.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sequences
{
    /// <summary>The timesteps in reverse order.</summary>
    /// <param name="source">(timesteps × …)</param>
    /// <param name="destination">(timesteps × …)</param>
    /// <param name="timesteps">Length of the first axis.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Reverse<T>(ReadOnlySpan<T> source, Span<T> destination, int timesteps)
        where T : unmanaged
    {
        int values = source.Length / timesteps;
        for (int t = 0; t < timesteps; t++)
            source.Slice(t * values, values).CopyTo(destination[((timesteps - 1 - t) * values)..]);
    }
}
