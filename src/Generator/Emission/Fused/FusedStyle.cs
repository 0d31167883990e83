using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Register-blocked matrix products and one pass over memory for what is elementwise, all for fixed shapes.</summary>
internal sealed class FusedStyle(CodeWriter writer, ModelNames names, int shardRows) : IStyle
{
    /// <summary>The member of the <c>CodeStyle</c> enum.</summary>
    public const string Name = "Fused";

    private readonly KernelFile _kernels = new(names);

    public IOpPrinter NewPrinter(BlockNames blockNames) => new FusedOps(writer, blockNames, _kernels, shardRows);

    public GeneratedFile? PrintKernels() => _kernels.Print();
}
