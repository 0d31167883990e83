using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Textbook;

/// <summary>One call or one short loop for each equation: for reading, for stepping through, and as the other style's oracle.</summary>
internal sealed class TextbookStyle(CodeWriter writer, NumericType type) : IStyle
{
    public IOpPrinter NewPrinter(BlockNames names) => new TextbookOps(writer, type, names);

    public IStyle ForOneRow(CodeWriter other) => new TextbookStyle(other, type);

    public GeneratedFile? PrintKernels() => null;
}
