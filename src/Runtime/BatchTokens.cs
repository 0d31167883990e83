namespace RnnGen;

/// <summary>
/// The different tokens of one shard, or of all shards of a batch, and the memory for what the shards together compute once
/// for each of them: tables with a row for each token. The tokens are cut into shares, one for each shard.
/// </summary>
internal sealed class BatchTokens
{
    /// <summary>A share begins at a multiple of this: whole tiles of the products.</summary>
    private const int Tile = 16;

    private readonly ModelDescription _description;
    private readonly ShardMemory[] _memory;

    // Those that there is memory for.
    private readonly OfShard?[] _shards;
    private TokenSet? _all;

    // The row of each token. Behind each share one is left out: kernels store whole vectors, the last of which reaches past
    // the last row, where another thread may be writing. It reaches less far than a row, unless that is a single column, of
    // which no table here is.
    private int[] _rows = [];
    private AlignedBlock _workspace;

    /// <summary>Room for nothing yet.</summary>
    /// <param name="description">The model.</param>
    /// <param name="shards">The memory of each shard that there may be.</param>
    public BatchTokens(ModelDescription description, params ShardMemory[] shards)
    {
        (_description, _memory) = (description, shards);
        _shards = new OfShard?[shards.Length];
    }

    /// <summary>Shards of the batch.</summary>
    public int Shards { get; private set; }

    /// <summary>The arena of what is computed once for each token. It is not cleared between calls.</summary>
    public Span<float> Workspace => _workspace.Span;

    /// <summary>The different tokens of all shards.</summary>
    public ReadOnlySpan<int> Values => (Shards == 1 ? this[0].Tokens : _all!).Values;

    /// <summary>The tokens of a shard.</summary>
    public OfShard this[int shard] => _shards[shard]!;

    private int MostPositions => _description.ShardRows * _description.InputShape[0];

    private int MostTokens => (int)Math.Min((long)_shards.Length * MostPositions, _description.Vocabulary);

    /// <summary>Makes room for a shard's tokens, and makes the workspace large enough.</summary>
    /// <param name="shard">Its number.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    public void Reserve(int shard, bool training)
    {
        if (_shards.Length > 1 && _all is null)
        {
            _rows = new int[MostTokens];
            _all = new TokenSet(MostTokens, _description.Vocabulary);
        }

        int size = checked((int)(training ? _description.TrainingTokenWorkspaceSize : _description.InferenceTokenWorkspaceSize));
        if (_workspace.Length < size)
            _workspace = new AlignedBlock(size);
        _shards[shard] ??= new OfShard(MostPositions, _description.Vocabulary, _all is null ? 0 : MostTokens + _shards.Length);
    }

    /// <summary>Finds the different tokens of a single shard.</summary>
    /// <param name="x">(rows × timesteps)</param>
    public void FindAll(ReadOnlySpan<int> x)
    {
        Find(0, x);
        Merge(1);
    }

    /// <summary>Finds the different tokens of a shard. Shards can be searched at the same time.</summary>
    /// <param name="shard">Its number.</param>
    /// <param name="x">(rows × timesteps)</param>
    public void Find(int shard, ReadOnlySpan<int> x) => this[shard].Find(x, _description.InputShape[0]);

    /// <summary>Makes one list of those of the shards, when they have been searched.</summary>
    /// <param name="shards">How many there are.</param>
    public void Merge(int shards)
    {
        Shards = shards;
        if (shards == 1)
            return;
        _all!.Clear();
        for (int shard = 0; shard < shards; shard++)
            this[shard].AddTo(_all);
        for (int shard = 0; shard < shards; shard++)
        {
            for (int number = StartOf(shard); number < StartOf(shard + 1); number++)
                _rows[number] = number + shard;
        }
    }

    /// <summary>Tells a shard the rows of its tokens. Shards can be told at the same time.</summary>
    /// <param name="shard">Its number.</param>
    public void FindRows(int shard)
    {
        if (Shards > 1)
            this[shard].FindRows(_rows, _all!.Count + Shards);
    }

    /// <summary>For each position of a shard, timestep by timestep: the row of the token that stands there.</summary>
    /// <param name="shard">Its number.</param>
    public ReadOnlySpan<int> RowsOf(int shard) => Shards == 1 ? this[0].Numbers : this[shard].RowsOfPositions;

    /// <summary>The first token of a shard's share: as many whole tiles for each shard, whatever thread computes them.</summary>
    /// <param name="shard">Its number; behind the last one the number of tokens.</param>
    public int StartOf(int shard)
    {
        int count = Values.Length;
        return shard == Shards ? count : (int)((long)count * shard / Shards) / Tile * Tile;
    }

    /// <summary>What a shard has computed.</summary>
    /// <param name="shard">Its number.</param>
    public ReadOnlySpan<float> WorkspaceOf(int shard) => _memory[shard].Workspace;

    /// <summary>The different tokens of a shard, and where they stand in it.</summary>
    internal sealed class OfShard(int positions, int vocabulary, int mostRows)
    {
        private readonly int[] _numbers = new int[positions];
        private readonly int[] _rowsOfPositions = new int[mostRows == 0 ? 0 : positions];
        private readonly int[] _toAll = new int[Math.Min(positions, vocabulary)];
        private readonly int[] _fromRows = new int[mostRows];
        private int _positions;

        /// <summary>The tokens, in the order in which the loop over time meets them.</summary>
        public TokenSet Tokens { get; } = new(Math.Min(positions, vocabulary), vocabulary);

        public int Rows { get; private set; }

        /// <summary>For each position, timestep by timestep: which of the shard's tokens stands there.</summary>
        public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, _positions);

        /// <summary>The same, as rows of tables for all shards.</summary>
        public ReadOnlySpan<int> RowsOfPositions => _rowsOfPositions.AsSpan(0, _positions);

        /// <summary>For each row of such a table the number that its token has in this shard; −1 where it does not have it.</summary>
        public ReadOnlySpan<int> FromRows => _fromRows;

        public void Find(ReadOnlySpan<int> x, int timesteps)
        {
            (Rows, _positions) = (x.Length / timesteps, x.Length);
            Tokens.Clear();
            Tokens.Add(x, timesteps, _numbers);
        }

        public void AddTo(TokenSet all) => all.Add(Tokens.Values, timesteps: Tokens.Count, _toAll);

        public void FindRows(int[] rows, int end)
        {
            _fromRows.AsSpan(0, end).Fill(-1);
            for (int number = 0; number < Tokens.Count; number++)
                _fromRows[rows[_toAll[number]]] = number;
            for (int position = 0; position < _positions; position++)
                _rowsOfPositions[position] = rows[_toAll[_numbers[position]]];
        }
    }
}
