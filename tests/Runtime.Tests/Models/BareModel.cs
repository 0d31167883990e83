namespace RnnGen.Runtime.Tests;

/// <summary>Weights without a network: for initializers and optimizers.</summary>
internal sealed class BareModel(ModelDescription description, int seed = 0) : Model<float>(description, seed)
{
    public static BareModel Of(Initializer initializer, params int[][] shapes)
        => new(Describe.Model([1], [1], 1, Describe.Weights(initializer, shapes)));

    public Span<float> WorkspaceNow => ShardAt(0, 1).Workspace;

    protected override void Forward(ReadOnlySpan<float> x, Shard<float> shard, bool training)
    {
    }

    protected override ReadOnlySpan<float> Output(int index, Shard<float> shard) => shard.Workspace[..shard.Rows];
}
