using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>
/// The different tokens of a shard, or of all shards of its batch: which of them stands where in the shard, and the share of
/// them that is the shard's to compute. Generated code calls it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TokenList
{
    private readonly BatchTokens _batch;
    private readonly int _shard;

    internal TokenList(BatchTokens batch, int shard) => (_batch, _shard) = (batch, shard);

    /// <summary>How many different tokens the shard has.</summary>
    public int Count => _batch[_shard].Tokens.Count;

    /// <summary>The different tokens of the shard.</summary>
    public ReadOnlySpan<int> Values => _batch[_shard].Tokens.Values;

    /// <summary>The tokens of the share.</summary>
    public ReadOnlySpan<int> Share => _batch.Values[_batch.StartOf(_shard).._batch.StartOf(_shard + 1)];

    /// <summary>The row of the first of them in tables for all shards.</summary>
    public int First => _batch.StartOf(_shard) + _shard;

    /// <summary>The row behind that of the last of them: none of the next share, so that a vector may be stored across a row's end.</summary>
    public int End => _batch.StartOf(_shard + 1) + _shard;

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
        ReadOnlySpan<int> rowsOfPositions = _batch.RowsOf(_shard);
        int rows = _batch[_shard].Rows;
        Prefetch(table, rowsOfPositions, rows, columns, next);
        Table.Gather(table, rowsOfPositions.Slice(timestep * rows, rows), y, columns);
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
    /// <param name="first">Their first row in tables for all shards.</param>
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
            Table.AddRows(_batch.WorkspaceOf(shard)[start..], _batch[shard].FromRows.Slice(first, count), y, columns);
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
