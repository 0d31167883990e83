using RnnGen.Kernels;

namespace RnnGen;

/// <summary>What one shard of a model writes to; allocated when it is first needed, and kept.</summary>
internal sealed class ShardMemory
{
    private AlignedBlock _workspace;
    private AlignedBlock _states;
    private AlignedBlock _gradients;
    private int _firstGradient;
    private BatchTokens? _tokens;
    private int _number;

    private ShardMemory()
    {
    }

    /// <summary>The lists of different tokens, where something is computed once for each of them.</summary>
    public TokenList Tokens => _tokens is null ? default : new TokenList(_tokens, _number);

    /// <summary>Those of all shards; null where they compute nothing together.</summary>
    public BatchTokens? SharedTokens { get; private set; }

    /// <summary>Where the shards' common results for them are.</summary>
    public Span<float> TokenWorkspace => _tokens is null ? default : _tokens.Workspace;

    public Span<float> Workspace => _workspace.Span;

    public Span<float> States => _states.Span;

    /// <summary>The shard's share of the gradients, without those of tables.</summary>
    public Span<float> Gradients => _gradients.Span[_firstGradient..];

    /// <summary>The shards of a batch, with room for nothing yet.</summary>
    /// <param name="description">The model.</param>
    /// <param name="count">How many there are.</param>
    public static ShardMemory[] New(ModelDescription description, int count)
    {
        var shards = new ShardMemory[count];
        for (int index = 0; index < count; index++)
            shards[index] = new ShardMemory();
        if (!description.ListsTokens)
            return shards;
        BatchTokens? shared = description.InferenceTokenWorkspaceSize > 0 ? new BatchTokens(description, shards) : null;
        for (int index = 0; index < count; index++)
        {
            ShardMemory shard = shards[index];
            shard.SharedTokens = shared;
            shard._tokens = shared ?? new BatchTokens(description, shard);
            shard._number = shared is null ? 0 : index;
        }

        return shards;
    }

    /// <summary>Makes the memory large enough; what is new is zeros.</summary>
    /// <param name="description">The model.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    public void Reserve(ModelDescription description, bool training)
    {
        int size = checked((int)(training ? description.TrainingWorkspaceSize : description.InferenceWorkspaceSize));
        if (_workspace.Length < size || !_workspace.Exists)
            _workspace = new AlignedBlock(size);
        _tokens?.Reserve(_number, training);
        ReserveStates(description);
    }

    /// <summary>Makes room for the states; what is new is zeros.</summary>
    public void ReserveStates(ModelDescription description)
    {
        if (!_states.Exists)
            _states = new AlignedBlock(description.StateSize);
    }

    /// <summary>Gives the shard's gradients their place: in a block of their own, or behind others.</summary>
    public void ReserveGradients(AlignedBlock gradients, int first = 0) => (_gradients, _firstGradient) = (gradients, first);

    public bool HasGradients => _gradients.Exists;
}
