using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Register-blocked matrix products and one pass over memory for what is elementwise, all for fixed shapes.</summary>
internal sealed class FusedStyle(CodeWriter writer, KernelFile kernels, int shardRows) : IStyle
{
    /// <summary>The member of the <c>CodeStyle</c> enum.</summary>
    public const string Name = "Fused";

    public IOpPrinter NewPrinter(BlockNames blockNames) => new FusedOps(writer, blockNames, kernels, shardRows);

    public IStyle ForOneRow(CodeWriter other) => new FusedStyle(other, kernels, 1);

    public GeneratedFile? PrintKernels() => kernels.Print();
}
