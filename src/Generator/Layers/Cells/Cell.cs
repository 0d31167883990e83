using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>What the equations of one timestep are written with: the weights, x_t and the states before it.</summary>
/// <param name="weights">In their order: a kernel, a recurrent kernel and perhaps a bias, or those of a cell of the user's.</param>
/// <param name="x">x_t, after dropout.</param>
/// <param name="previous">The states before the timestep, the hidden state first.</param>
/// <param name="hiddenMask">The mask of recurrent dropout, if there is one.</param>
internal sealed class Cell(LayerBuilder b, IReadOnlyList<Tensor> weights, View x, IReadOnlyList<View> previous, View? hiddenMask)
{
    private readonly Dictionary<View, View> _kept = [];

    public View X => x;

    public IReadOnlyList<View> Previous => previous;

    /// <summary>h_{t−1} as the recurrent product sees it, after recurrent dropout.</summary>
    public View Hidden => Kept("h", previous[0]);

    public IReadOnlyList<Tensor> Weights => weights;

    /// <summary>The kernel W.</summary>
    public View Kernel => weights[0].All;

    /// <summary>The recurrent kernel U.</summary>
    public View RecurrentKernel => weights[1].All;

    /// <summary>The bias b, or nothing when the layer has none.</summary>
    public IReadOnlyList<View> Bias => weights.Count < 3 ? [] : [weights[2].All];

    /// <summary>Some columns of the kernel: those of one gate.</summary>
    public View KernelOf(int offset, int width, string gate) => weights[0].Slice(offset, width, "W_" + gate);

    /// <summary>Some columns of the recurrent kernel.</summary>
    public View RecurrentKernelOf(int offset, int width, string gate) => weights[1].Slice(offset, width, "U_" + gate);

    /// <summary>Some columns of the bias, under the given symbol; nothing when the layer has no bias.</summary>
    public IReadOnlyList<View> BiasOf(int offset, int width, string symbol) => weights.Count < 3 ? [] : [weights[2].Slice(offset, width, symbol)];

    /// <summary>What a recurrent product sees of a value: what recurrent dropout leaves of it.</summary>
    public View Kept(string name, View value)
    {
        if (hiddenMask is null)
            return value;
        if (!_kept.TryGetValue(value, out View? kept))
            _kept[value] = kept = b.Let(name + "Kept", value * hiddenMask);
        return kept;
    }

    public View Affine(string name, IReadOnlyList<(View Left, View Right)> products, IReadOnlyList<View> biases) =>
        b.Affine(name, products, biases);

    public View Let(string name, Expr expression) => b.Let(name, expression);

    public View Let(string name, Expr expression, int columns) => b.Let(name, expression, columns);

    public View Rename(View value, string name) => b.Rename(value, name);

    public View Activate(string name, Expr x, string activation) => b.Activate(name, x, activation);

    public Expr Activated(string name, Expr x, string activation) => b.Activated(name, x, activation);
}
