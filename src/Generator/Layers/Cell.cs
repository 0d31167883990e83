using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Layers;

/// <summary>What the equations of one timestep are written with: the weights, x_t and the states before it.</summary>
internal sealed class Cell(LayerBuilder b, Tensor kernel, Tensor recurrentKernel, Tensor? bias)
{
    /// <summary>x_t, after dropout.</summary>
    public View X { get; set; } = null!;

    /// <summary>h_{t−1} as the recurrent product sees it, after recurrent dropout.</summary>
    public View Hidden { get; set; } = null!;

    /// <summary>The states before the timestep, the hidden state first.</summary>
    public IReadOnlyList<View> Previous { get; set; } = [];

    /// <summary>The kernel W.</summary>
    public View Kernel => kernel.All;

    /// <summary>The recurrent kernel U.</summary>
    public View RecurrentKernel => recurrentKernel.All;

    /// <summary>The bias b, or nothing when the layer has none.</summary>
    public IReadOnlyList<View> Bias => bias is null ? [] : [bias.All];

    /// <summary>Some columns of the kernel: those of one gate.</summary>
    public View KernelOf(int offset, int width, string gate) => kernel.Slice(offset, width, "W_" + gate);

    /// <summary>Some columns of the recurrent kernel.</summary>
    public View RecurrentKernelOf(int offset, int width, string gate) => recurrentKernel.Slice(offset, width, "U_" + gate);

    /// <summary>Some columns of the bias, under the given symbol; nothing when the layer has no bias.</summary>
    public IReadOnlyList<View> BiasOf(int offset, int width, string symbol) => bias is null ? [] : [bias.Slice(offset, width, symbol)];

    public View Affine(string name, IReadOnlyList<(View Left, View Right)> products, IReadOnlyList<View> biases) =>
        b.Affine(name, products, biases);

    public View Let(string name, Expr expression) => b.Let(name, expression);

    public View Activate(string name, Expr x, string activation) => b.Activate(name, x, activation);

    public Expr Activated(string name, Expr x, string activation) => b.Activated(name, x, activation);
}
