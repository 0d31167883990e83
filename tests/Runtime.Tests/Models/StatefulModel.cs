namespace RnnGen.Runtime.Tests;

/// <summary>
/// A running sum: s = s + x, y = 10·s, stateful, with the state as a further output (two floats a row: s and −s).
/// </summary>
internal sealed class StatefulModel(int batch, bool stateful = true) : Model<float>(
    Describe.Model(
        [1],
        [1],
        batch,
        [],
        loss: null,
        stateful,
        stateSize: batch,
        furtherOutputs: [[2]],
        name: "RunningSum"),
    seed: 0)
{
    protected override void Forward(ReadOnlySpan<float> x, Shard<float> shard, bool training)
    {
        if (!Description.Stateful)
            shard.States.Clear();
        Span<float> states = shard.Workspace[Description.Batch..];
        for (int row = 0; row < shard.Rows; row++)
        {
            shard.States[row] += x[row];
            shard.Workspace[row] = 10 * shard.States[row];
            states[2 * row] = shard.States[row];
            states[2 * row + 1] = -shard.States[row];
        }
    }

    protected override ReadOnlySpan<float> Output(int index, Shard<float> shard)
        => index == 0 ? shard.Workspace[..shard.Rows] : shard.Workspace.Slice(Description.Batch, 2 * shard.Rows);
}
