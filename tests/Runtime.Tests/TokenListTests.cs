using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

/// <summary>The different tokens of shards and of a batch, call after call over what the one before has left.</summary>
public class TokenListTests
{
    private const int Vocabulary = 99, Timesteps = 3, ShardRows = 12;

    private static readonly int[][] s_inputs =
    [
        [8, 0, 8, 3, 3, 3], [.. Enumerable.Range(40, 36)], [0, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3], [3, 98, 98], [3, 98, 98], [.. Enumerable.Range(50, 36)],
        // The whole vocabulary, in three shards.
        [.. Enumerable.Range(0, 36)], [.. Enumerable.Range(36, 36)], [.. Enumerable.Range(63, 36)],
    ];

    [Fact]
    public void Each_token_of_a_shard_is_listed_once()
    {
        TokenList tokens = New(shared: false, 1)[0].Tokens;
        foreach (int[] x in s_inputs)
        {
            tokens.Find(x);
            Assert.Equal(x.Distinct().Order(), tokens.Values.ToArray().Order());
            Assert.Equal(tokens.Values.Length, tokens.Count);
            AssertRows(tokens, tokens.Values, x);
        }
    }

    [Fact]
    public void Each_token_of_a_batch_is_listed_once()
    {
        ShardMemory[] shards = New(shared: true, 3);
        BatchTokens batch = shards[0].SharedTokens!;
        foreach (int count in new[] { 3, 1, 2, 3 })
        {
            for (int first = 0; first < s_inputs.Length; first++)
            {
                int[][] inputs = [.. Enumerable.Range(0, count).Select(shard => s_inputs[(first + shard) % s_inputs.Length])];
                for (int shard = 0; shard < count; shard++)
                    batch.Find(shard, inputs[shard]);
                batch.Merge(count);
                for (int shard = 0; shard < count; shard++)
                    batch.FindRows(shard);

                int[] all = [.. inputs.SelectMany(x => x).Distinct()];
                Assert.Equal(all.Order(), batch.Values.ToArray().Order());
                List<int> shares = [];
                for (int shard = 0; shard < count; shard++)
                {
                    TokenList tokens = shards[shard].Tokens;
                    Assert.Equal(inputs[shard].Distinct().Order(), tokens.Values.ToArray().Order());
                    // A share begins with a whole tile of 16, and a row is left out behind it.
                    Assert.Equal(0, (tokens.First - shard) % 16);
                    Assert.Equal(shares.Count, tokens.First);
                    shares.AddRange(tokens.Share);
                    Assert.Equal(shares.Count, tokens.End);
                    shares.Add(-1);
                }

                Assert.Equal(batch.Values.ToArray(), shares.Where(token => token >= 0));
                for (int shard = 0; shard < count; shard++)
                    AssertRows(shards[shard].Tokens, [.. shares], inputs[shard]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_of_shards_are_added_token_by_token(int count)
    {
        const int Start = 5, Columns = 3;
        ShardMemory[] shards = New(shared: true, 3);
        BatchTokens batch = shards[0].SharedTokens!;
        int[][] inputs = [.. s_inputs.Take(count)];
        for (int shard = 0; shard < count; shard++)
            batch.Find(shard, inputs[shard]);
        batch.Merge(count);
        for (int shard = 0; shard < count; shard++)
        {
            batch.FindRows(shard);
            TokenList tokens = shards[shard].Tokens;
            int rows = inputs[shard].Length / Timesteps;
            Span<float> sums = shards[shard].Workspace[Start..];
            sums[..(tokens.Count * Columns)].Clear();
            for (int t = Timesteps - 1; t >= 0; t--)
                tokens.Add([.. Enumerable.Repeat((float)Math.Pow(10, shard), rows * Columns)], sums, Columns, t, next: t - 1);
        }

        for (int share = 0; share < count; share++)
        {
            TokenList tokens = shards[share].Tokens;
            for (int first = tokens.First; first < tokens.End; first += 2)
            {
                int some = Math.Min(2, tokens.End - first);
                float[] y = [.. Enumerable.Repeat(float.NaN, some * Columns)];
                tokens.AddUp(Start, y, Columns, first, some);
                float[] expected = [.. tokens.Share.Slice(first - tokens.First, some).ToArray().SelectMany(token => Enumerable.Repeat(
                    inputs.Select((x, shard) => x.Count(other => other == token) * (float)Math.Pow(10, shard)).Sum(), Columns))];
                Assert.Equal(expected, y);
            }
        }
    }

    [Fact]
    public void Rows_of_any_width_are_added()
    {
        TokenList tokens = New(shared: false, 1)[0].Tokens;
        tokens.Find([4, 0, 0, 4, 0, 0, 2, 0, 0, 4, 0, 0]);
        foreach (int columns in new[] { 1, 3, 7, 8, 17, 257 })
        {
            float[] delta = [.. Enumerable.Range(0, 4 * columns).Select(i => (float)i)], sums = new float[3 * columns];
            tokens.Add(delta, sums, columns, timestep: 0, next: 1);
            for (int column = 0; column < columns; column++)
            {
                Assert.Equal(delta[column] + delta[columns + column] + delta[(3 * columns) + column], sums[column]);
                Assert.Equal(delta[(2 * columns) + column], sums[columns + column]);
            }
        }
    }

    /// <summary>Each position finds the row of its token in a table, and is added to it.</summary>
    private static void AssertRows(TokenList tokens, ReadOnlySpan<int> values, int[] x)
    {
        int rows = x.Length / Timesteps;
        float[] table = [.. values.ToArray().SelectMany(token => new[] { token, token + 0.5f })], y = new float[rows * 2];
        float[] sums = new float[tokens.Count * 2];
        for (int t = 0; t < Timesteps; t++)
        {
            tokens.Take(table, y, 2, t, next: t + 1);
            for (int row = 0; row < rows; row++)
                Assert.Equal([x[row * Timesteps + t], x[row * Timesteps + t] + 0.5f], y[(row * 2)..(row * 2 + 2)]);
            tokens.Add(y, sums, 2, t, next: t - 1);
        }

        Assert.Equal(tokens.Values.ToArray().SelectMany(token => new[] { token, token + 0.5f }.Select(value => value * x.Count(other => other == token))), sums);
    }

    private static ShardMemory[] New(bool shared, int count)
    {
        ModelDescription description = Description(shared);
        ShardMemory[] shards = ShardMemory.New(description, count);
        foreach (ShardMemory shard in shards)
            shard.Reserve(description, training: true);
        return shards;
    }

    private static ModelDescription Description(bool shared) => new()
    {
        Name = "Tokens",
        InputShape = [Timesteps],
        OutputShape = [1],
        Outputs = [[1]],
        Batch = 3 * ShardRows,
        ParameterCount = 0,
        Vocabulary = Vocabulary,
        ShardRows = ShardRows,
        InferenceWorkspaceSize = 512,
        TrainingWorkspaceSize = 512,
        ListsTokens = true,
        InferenceTokenWorkspaceSize = shared ? 64 : 0,
        TrainingTokenWorkspaceSize = shared ? 64 : 0,
        Summary = "",
        Layers = [],
        Weights = [],
    };
}
