namespace RnnGen;

/// <summary>A batch of a single shard, in memory of its own: what inference needs.</summary>
internal sealed class LoneShard
{
    private readonly ShardMemory _memory;

    /// <summary>Allocates the memory.</summary>
    /// <param name="description">The model whose rows it takes.</param>
    public LoneShard(ModelDescription description)
    {
        _memory = ShardMemory.New(description, count: 1)[0];
        _memory.Reserve(description, training: false);
    }

    /// <summary>Its tokens, where shards of a batch share them.</summary>
    public BatchTokens? SharedTokens => _memory.SharedTokens;

    /// <summary>The shard with some rows.</summary>
    public Shard<float> With(int rows) => new()
    {
        Rows = rows,
        Workspace = _memory.Workspace,
        States = _memory.States,
        Tokens = _memory.Tokens,
        TokenWorkspace = _memory.TokenWorkspace,
    };
}
