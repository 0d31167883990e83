using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Kernels;

/// <summary>Which timesteps are padding. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Masks
{
    /// <summary>1 for each token that is not 0, else 0, timestep by timestep.</summary>
    /// <param name="tokens">(rows × timesteps)</param>
    /// <param name="mask">(timesteps × rows)</param>
    /// <param name="timesteps">Tokens of a row.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void OfTokens<T>(ReadOnlySpan<int> tokens, Span<T> mask, int timesteps)
        where T : unmanaged, INumber<T>
    {
        int rows = tokens.Length / timesteps;
        for (int row = 0; row < rows; row++)
        {
            for (int t = 0; t < timesteps; t++)
                mask[t * rows + row] = tokens[row * timesteps + t] == 0 ? T.Zero : T.One;
        }
    }

    /// <summary>1 for each timestep of which a feature differs from the padding, else 0, timestep by timestep.</summary>
    /// <param name="values">(rows × timesteps × features)</param>
    /// <param name="mask">(timesteps × rows)</param>
    /// <param name="timesteps">Timesteps of a row.</param>
    /// <param name="features">Values of a timestep.</param>
    /// <param name="padding">The value of padding.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void OfValues<T>(ReadOnlySpan<T> values, Span<T> mask, int timesteps, int features, double padding)
        where T : unmanaged, INumber<T>
    {
        int rows = values.Length / (timesteps * features);
        T value = T.CreateTruncating(padding);
        for (int row = 0; row < rows; row++)
        {
            for (int t = 0; t < timesteps; t++)
                mask[t * rows + row] = values.Slice((row * timesteps + t) * features, features).ContainsAnyExcept(value) ? T.One : T.Zero;
        }
    }

    /// <summary>Number of tokens that are not padding.</summary>
    /// <param name="tokens">The tokens.</param>
    public static int CountTokens(ReadOnlySpan<int> tokens) => tokens.Length - tokens.Count(0);

    /// <summary>Number of timesteps that are not padding.</summary>
    /// <param name="values">(rows × timesteps × features)</param>
    /// <param name="features">Values of a timestep.</param>
    /// <param name="padding">The value of padding.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static int CountValues<T>(ReadOnlySpan<T> values, int features, double padding)
        where T : unmanaged, INumber<T>
    {
        int count = 0;
        T value = T.CreateTruncating(padding);
        for (int start = 0; start < values.Length; start += features)
            count += values.Slice(start, features).ContainsAnyExcept(value) ? 1 : 0;
        return count;
    }
}
