using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Names as seen from one layer: what it reads is x, whatever the layer before calls it; and the gradient that reaches
/// its output is named after the output, though the layer behind has computed it.
/// </summary>
internal sealed class BlockNames(Block block)
{
    public string LayerName => block.Name;

    public string Name(Tensor tensor) => Kind(tensor) switch
    {
        Role.Input => "x",
        Role.OutputGradient => "d" + Names.Capitalize(block.Output.Name),
        _ => tensor.Name,
    };

    /// <summary>The name without the direction of a bidirectional layer.</summary>
    public string PlainName(Tensor tensor) => Kind(tensor) == Role.Own ? tensor.PlainName : Name(tensor);

    public string Symbol(Tensor tensor) => Kind(tensor) switch
    {
        Role.Input => "x",
        Role.OutputGradient => "d" + block.Output.Symbol,
        _ => tensor.Symbol,
    };

    private Role Kind(Tensor tensor) =>
        tensor == block.Input ? Role.Input
        // A layer that hands its input through has the gradient under the name it already has.
        : tensor == block.OutputGradient && block.Output != block.Input ? Role.OutputGradient
        : Role.Own;

    private enum Role
    {
        Own,
        Input,
        OutputGradient,
    }
}
