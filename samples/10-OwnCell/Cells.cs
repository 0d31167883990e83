using RnnGen;
using RnnGen.Cells;
using static RnnGen.Cells.Functions;

namespace OwnCell;

// Four cells. Each is one method that computes the states after a timestep from the input x and the states before it.
// The types say what is what: Vectors are the input and the states, all else are weights, which the network makes and
// trains. x * W is a product with a kernel; f * c multiplies value by value. The generator reads the equations,
// differentiates them and compiles them into the networks of Models.cs. They are also ordinary methods: see ByHand.cs.

/// <summary>The simple recurrent network (Elman 1990); in the lecture notes, the RNNCell that is built in Keras.</summary>
public static class RnnCell
{
    // a = h·w_hh + x·w_xh + b_h, h = tanh(a)
    public static Vector Step(Vector x, Vector h, Kernel Wx, RecurrentKernel Wh, Bias b) => Tanh(h * Wh + x * Wx + b);
}

/// <summary>
/// The long short-term memory as it was published (Hochreiter and Schmidhuber 1997): an input and an output gate, and a
/// memory c that only ever adds up. The forget gate came three years later.
/// </summary>
public static class Lstm1997
{
    public static (Vector h, Vector c) Step(
        Vector x, Vector h, Vector c,
        Kernel Wi, RecurrentKernel Ui, [Initialize(Initializer.Constant, -1)] Bias bi,
        Kernel Wg, RecurrentKernel Ug, Bias bg,
        Kernel Wo, RecurrentKernel Uo, [Initialize(Initializer.Constant, -1)] Bias bo)
    {
        var i = Sigmoid(x * Wi + h * Ui + bi);  // what to write: at first almost nothing
        var o = Sigmoid(x * Wo + h * Uo + bo);  // what to show
        var g = Squash(x * Wg + h * Ug + bg);   // what there is to write
        var memory = c + i * g;
        return (o * Squash(memory), memory);
    }

    /// <summary>The paper's squashing function for the memory: a sigmoid from −1 to 1.</summary>
    private static Vector Squash(Vector z) => 2 * Sigmoid(z) - 1;
}

/// <summary>
/// The LSTM with a forget gate and with peepholes (Gers and Schmidhuber 2000; Gers, Schraudolph and Schmidhuber 2002):
/// the gates see the memory, each unit its own, through the weights P.
/// </summary>
public static class PeepholeLstm
{
    public static (Vector h, Vector c) Step(
        Vector x, Vector h, Vector c,
        Kernel Wi, RecurrentKernel Ui, DiagonalKernel Pi, Bias bi,
        Kernel Wf, RecurrentKernel Uf, DiagonalKernel Pf, [Initialize(Initializer.Ones)] Bias bf,
        Kernel Wg, RecurrentKernel Ug, Bias bg,
        Kernel Wo, RecurrentKernel Uo, DiagonalKernel Po, Bias bo)
    {
        var i = Sigmoid(x * Wi + h * Ui + c * Pi + bi);
        var f = Sigmoid(x * Wf + h * Uf + c * Pf + bf);
        var g = Tanh(x * Wg + h * Ug + bg);
        var memory = f * c + i * g;
        var o = Sigmoid(x * Wo + h * Uo + memory * Po + bo);
        return (o * Tanh(memory), memory);
    }
}

/// <summary>The minimal gated unit (Zhou et al. 2016): one gate that says what is forgotten, and so what is replaced.</summary>
public static class MinimalGatedUnit
{
    public static Vector Step(
        Vector x, Vector h,
        Kernel Wf, RecurrentKernel Uf, [Initialize(Initializer.Constant, -1)] Bias bf,
        Kernel Wh, RecurrentKernel Uh, Bias bh)
    {
        var f = Sigmoid(x * Wf + h * Uf + bf);
        var candidate = Tanh(x * Wh + (f * h) * Uh + bh);
        return (1 - f) * h + f * candidate;
    }
}
