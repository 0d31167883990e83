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
    protected override void Forward(ReadOnlySpan<float> x, int rows, bool training)
    {
        if (!Description.Stateful)
            States.Clear();
        Span<float> states = Workspace[Description.Batch..];
        for (int row = 0; row < rows; row++)
        {
            States[row] += x[row];
            Workspace[row] = 10 * States[row];
            states[2 * row] = States[row];
            states[2 * row + 1] = -States[row];
        }
    }

    protected override ReadOnlySpan<float> Output(int index, int rows)
        => index == 0 ? Workspace[..rows] : Workspace.Slice(Description.Batch, 2 * rows);
}
