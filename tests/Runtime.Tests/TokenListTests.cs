using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

/// <summary>The different tokens of a call, over whatever memory held before.</summary>
public class TokenListTests
{
    private const int Vocabulary = 9;

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(1e-45f)]
    public void Each_token_is_listed_once(float garbage)
    {
        float[] memory = [.. Enumerable.Repeat(garbage, 3 + (2 * 12) + Vocabulary)];
        // One call after the other, of fewer and of more positions: what an earlier one has left has no meaning.
        foreach ((int[] x, int timesteps) in new (int[], int)[]
        {
            ([8, 0, 8, 3, 3, 0], 3), ([0, 0, 0, 0], 2), ([1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3], 4), ([0], 1), ([3, 8], 1), ([3, 8], 1),
        })
        {
            TokenList tokens = new(memory);
            tokens.Find(x, timesteps);
            Assert.Equal(x.Distinct().Order(), tokens.Values.ToArray().Order());
            Assert.Equal(tokens.Values.Length, tokens.Count);

            int rows = x.Length / timesteps;
            float[] table = [.. tokens.Values.ToArray().SelectMany(token => new[] { token, token + 0.5f })], y = new float[rows * 2];
            float[] sums = new float[table.Length];
            for (int t = 0; t < timesteps; t++)
            {
                // The same list, seen by another method of the network.
                new TokenList(memory).Take(table, y, 2, t, next: t + 1);
                for (int row = 0; row < rows; row++)
                    Assert.Equal([x[row * timesteps + t], x[row * timesteps + t] + 0.5f], y[(row * 2)..(row * 2 + 2)]);
                new TokenList(memory).Add(y, sums, 2, t, next: t - 1);
            }

            Assert.Equal(tokens.Values.ToArray().SelectMany(token => new[] { token, token + 0.5f }.Select(value => value * x.Count(other => other == token))), sums);
        }
    }

    [Fact]
    public void Rows_of_any_width_are_added()
    {
        float[] memory = new float[3 + (2 * 4) + Vocabulary];
        TokenList tokens = new(memory);
        tokens.Find([4, 4, 2, 4], timesteps: 1);
        foreach (int columns in new[] { 1, 3, 7, 8, 17, 257 })
        {
            float[] delta = [.. Enumerable.Range(0, 4 * columns).Select(i => (float)i)], sums = new float[2 * columns];
            tokens.Add(delta, sums, columns, timestep: 0, next: 1);
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(delta[column] + delta[columns + column] + delta[(3 * columns) + column], sums[column]);
                Assert.Equal(delta[(2 * columns) + column], sums[columns + column]);
            }
        }
    }
}
