using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>
/// The different tokens of a shard, or of all shards of its batch: which of them stands where in the shard, and the share of
/// them that is the shard's to compute. Generated code calls it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TokenList
{
    /// <summary>A share begins at a multiple of this: whole tiles of the products.</summary>
    private const int Tile = 16;

    private readonly BatchTokens _batch;
    private readonly int _shard;

    internal TokenList(BatchTokens batch, int shard) => (_batch, _shard) = (batch, shard);

    /// <summary>How many different tokens the shard has.</summary>
    public int Count => _batch[_shard].Tokens.Count;

    /// <summary>The different tokens of the shard.</summary>
    public ReadOnlySpan<int> Values => _batch[_shard].Tokens.Values;

    /// <summary>The first token of the share, counted among all.</summary>
    public int First => StartOf(_shard);

    /// <summary>Where the share ends: the first token of the next one.</summary>
    public int End => StartOf(_shard + 1);

    /// <summary>The tokens of the share.</summary>
    public ReadOnlySpan<int> Share => _batch.Values[First..End];

    /// <summary>Lists the tokens of a shard that does not share them with others.</summary>
    /// <param name="tokens">(rows × timesteps), each from 0 to the vocabulary − 1</param>
    public void Find(ReadOnlySpan<int> tokens) => _batch.FindAll(tokens);

    /// <summary><c>y = table[tokens of a timestep]</c>.</summary>
    /// <param name="table">(tokens × columns): a row for each token.</param>
    /// <param name="y">(rows × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="timestep">From 0 to the timesteps − 1.</param>
    /// <param name="next">The timestep that is likely to come next; its rows of the table are on their way to the cache from here on.</param>
    public void Take(ReadOnlySpan<float> table, Span<float> y, int columns, int timestep, int next)
    {
        ReadOnlySpan<int> numbers = _batch.NumbersOf(_shard);
        int rows = _batch[_shard].Rows;
        Prefetch(table, numbers, rows, columns, next);
        Table.Gather(table, numbers.Slice(timestep * rows, rows), y, columns);
    }

    /// <summary><c>sums[tokens of a timestep] += delta</c>.</summary>
    /// <param name="delta">(rows × columns)</param>
    /// <param name="sums">(tokens × columns): a row for each token of the shard.</param>
    /// <param name="columns">Columns of the sums.</param>
    /// <param name="timestep">From 0 to the timesteps − 1.</param>
    /// <param name="next">The timestep that is likely to come next.</param>
    public void Add(ReadOnlySpan<float> delta, Span<float> sums, int columns, int timestep, int next)
    {
        BatchTokens.OfShard shard = _batch[_shard];
        Prefetch(sums, shard.Numbers, shard.Rows, columns, next);
        Table.ScatterAdd(delta, shard.Numbers.Slice(timestep * shard.Rows, shard.Rows), sums, columns);
    }

    /// <summary>The sums of all shards, added in the shards' order, for some of the batch's tokens.</summary>
    /// <param name="start">Where each shard has its own sums, (tokens × columns), in its workspace.</param>
    /// <param name="y">(count × columns)</param>
    /// <param name="columns">Columns of the sums.</param>
    /// <param name="first">The first of the tokens.</param>
    /// <param name="count">How many they are.</param>
    public void AddUp(int start, Span<float> y, int columns, int first, int count)
    {
        if (_batch.Shards == 1)
        {
            _batch.WorkspaceOf(0).Slice(start + first * columns, count * columns).CopyTo(y);
            return;
        }

        y[..(count * columns)].Clear();
        for (int shard = 0; shard < _batch.Shards; shard++)
            Table.AddRows(_batch.WorkspaceOf(shard)[start..], _batch[shard].FromAll.Slice(first, count), y, columns);
    }

    /// <summary>Whole tiles, about as many for each shard, whatever thread computes them.</summary>
    private int StartOf(int shard)
    {
        int count = _batch.Values.Length;
        return shard == _batch.Shards ? count : (int)((long)count * shard / _batch.Shards) / Tile * Tile;
    }

    /// <summary>While a timestep is computed there is time to bring the rows of the next one near.</summary>
    private static void Prefetch(ReadOnlySpan<float> table, ReadOnlySpan<int> numbers, int rows, int columns, int timestep)
    {
        if ((uint)timestep * (long)rows >= numbers.Length)
            return;
        foreach (int number in numbers.Slice(timestep * rows, rows))
            Table.Prefetch(table, number, columns);
    }
}
