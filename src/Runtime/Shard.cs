using System.ComponentModel;
using RnnGen.Kernels;

namespace RnnGen;

/// <summary>
/// Some rows of a batch with all the memory that their way through the network writes to. The shards of a batch share
/// nothing but what they only read, and <see cref="TokenWorkspace"/>, of which each writes a part of its own, so they can be
/// computed at the same time. Generated code works on it.
/// </summary>
/// <typeparam name="T">Type of the network's values.</typeparam>
/// <remarks>
/// How a batch is cut is a property of the model (<see cref="ModelDescription.ShardRows"/>), and what the shards give is
/// added in their order: results do not depend on how many threads there are.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Shard<T>
    where T : unmanaged
{
    /// <summary>Number of rows, at least 1.</summary>
    public int Rows { get; init; }

    /// <summary>The arena of the rows' intermediate values. It is not cleared between calls.</summary>
    public Span<T> Workspace { get; init; }

    /// <summary>The states that stateful layers carry from batch to batch for these rows.</summary>
    public Span<T> States { get; init; }

    /// <summary>
    /// Receives the rows' share of the gradients, laid out like the parameters, but without those of tables
    /// (<see cref="ModelDescription.SparseParameterCount"/>); empty unless training.
    /// </summary>
    public Span<T> Gradients { get; init; }

    /// <summary>The different tokens of the shard or of its batch, where something is computed once for each of them.</summary>
    public TokenList Tokens { get; init; }

    /// <summary>
    /// The arena of what the shards of a batch compute together for its tokens, the same for all of them; empty where they
    /// compute nothing together. It is not cleared between calls.
    /// </summary>
    public Span<T> TokenWorkspace { get; init; }

    /// <summary>With the model's seed it determines the dropout masks: its own for each training step and shard.</summary>
    public long DropoutStep { get; init; }
}
