using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>A back end: how ops are printed, and what is printed besides the network.</summary>
internal interface IStyle
{
    IOpPrinter NewPrinter(BlockNames names);

    /// <summary>The same style for another file of the model, for one row; both share what is printed besides.</summary>
    IStyle ForOneRow(CodeWriter other);

    /// <summary>The file of the kernels that the network calls; null when it calls none of its own.</summary>
    GeneratedFile? PrintKernels();
}
