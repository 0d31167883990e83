namespace RnnGen;

/// <summary>What one shard of a model writes to; allocated when it is first needed, and kept.</summary>
internal sealed class ShardMemory
{
    private AlignedBlock _workspace;
    private AlignedBlock _states;
    private AlignedBlock _gradients;
    private int _firstGradient;

    public Span<float> Workspace => _workspace.Span;

    public Span<float> States => _states.Span;

    /// <summary>The shard's share of the gradients, without those of tables.</summary>
    public Span<float> Gradients => _gradients.Span[_firstGradient..];

    /// <summary>Makes the memory large enough; what is new is zeros.</summary>
    /// <param name="description">The model.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    public void Reserve(ModelDescription description, bool training)
    {
        int size = checked((int)(training ? description.TrainingWorkspaceSize : description.InferenceWorkspaceSize));
        if (_workspace.Length < size || !_workspace.Exists)
            _workspace = new AlignedBlock(size);
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
