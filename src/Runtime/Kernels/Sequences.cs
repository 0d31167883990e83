using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

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

    /// <summary>Each timestep becomes the same matrix.</summary>
    /// <param name="matrix">(rows × columns)</param>
    /// <param name="destination">(timesteps × rows × columns)</param>
    /// <param name="timesteps">Length of the first axis.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Repeat<T>(ReadOnlySpan<T> matrix, Span<T> destination, int timesteps)
        where T : unmanaged
    {
        for (int t = 0; t < timesteps; t++)
            matrix.CopyTo(destination.Slice(t * matrix.Length, matrix.Length));
    }

    /// <summary>The sum of all timesteps: the gradient of <see cref="Repeat"/>.</summary>
    /// <param name="source">(timesteps × rows × columns)</param>
    /// <param name="sum">(rows × columns)</param>
    /// <param name="timesteps">Length of the first axis.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Sum<T>(ReadOnlySpan<T> source, Span<T> sum, int timesteps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        source[..sum.Length].CopyTo(sum);
        for (int t = 1; t < timesteps; t++)
            TensorPrimitives.Add(sum, source.Slice(t * sum.Length, sum.Length), sum);
    }
}
