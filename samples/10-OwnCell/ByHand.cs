using RnnGen.Cells;

namespace OwnCell;

/// <summary>
/// A cell's method is ordinary C#: called with the weights of a trained network, timestep by timestep, it gives what the
/// network gives. Set a breakpoint in MinimalGatedUnit.Step, and the debugger shows each vector of each equation.
/// </summary>
internal static class ByHand
{
    /// <summary>The sum of the marked values of a sequence.</summary>
    public static float Predict(MguAdder model, ReadOnlySpan<float> sequence)
    {
        Kernel Wf = new(model.Rnn.Wf), Wh = new(model.Rnn.Wh);
        RecurrentKernel Uf = new(model.Rnn.Uf), Uh = new(model.Rnn.Uh);
        Bias bf = new(model.Rnn.Bf), bh = new(model.Rnn.Bh);

        Vector h = Vector.Zeros(Wh.Columns);
        for (int t = 0; t < AddingProblem.Timesteps; t++)
        {
            Vector x = new(sequence.Slice(t * AddingProblem.Features, AddingProblem.Features));
            h = MinimalGatedUnit.Step(x, h, Wf, Uf, bf, Wh, Uh, bh);
        }

        // The Dense layer is a product and a bias as well.
        return (h * new Kernel(model.Dense.Kernel) + new Bias(model.Dense.Bias))[0];
    }
}
