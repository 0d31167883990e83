namespace RnnGen.Generator.Emission.Fused;

/// <summary>A SIMD register size, and the shape of the tiles that fill its registers.</summary>
/// <param name="Type">The class in System.Runtime.Intrinsics: <c>Vector256</c>.</param>
/// <param name="Lanes">Floats in one vector.</param>
/// <param name="TileRows">
/// Rows of a tile of two vectors: enough sums in flight to hide the latency of a multiply-add on both ports, few enough
/// that sums, loads and the broadcast value fit into 16 registers (32 with AVX-512).
/// </param>
/// <param name="SingleRowVectors">Vectors of the tile that multiplies a single row: half the registers hold its sums.</param>
internal sealed record VectorWidth(string Type, int Lanes, int TileRows, int SingleRowVectors)
{
    public static readonly IReadOnlyList<VectorWidth> All =
    [
        new("Vector512", 16, 8, 16),
        new("Vector256", 8, 6, 8),
        new("Vector128", 4, 6, 8),
    ];

    /// <summary>The type of a vector of floats.</summary>
    public string Vector => Type + "<float>";

    public int Bits => Lanes * 32;

    /// <summary>Declares <c>inside</c>: the mask of the first lanes.</summary>
    public void DeclareInside(CodeWriter writer, int lanes) =>
        writer.Line($"{Vector} inside = {Type}.LessThan({Type}<int>.Indices, {Type}.Create({lanes})).AsSingle();");

    /// <summary>Writes the same code for each width, the JIT keeping the one branch that the machine has.</summary>
    /// <param name="columns">Values of a row: where half a vector holds them, a whole one only costs more.</param>
    public static void WriteBranches(CodeWriter writer, int columns, Action<VectorWidth> write)
    {
        VectorWidth[] widths = [.. All.Where((width, index) => index == All.Count - 1 || width.Lanes < 2 * columns)];
        if (widths.Length == 1)
            write(widths[0]);
        else
            WriteBranches(writer, widths, width => $"{width.Type}.IsHardwareAccelerated", write);
    }

    /// <summary>The same for a number of values that is known when the code runs.</summary>
    /// <param name="count">The local that holds the number.</param>
    /// <param name="fewest">The number is at least so large.</param>
    public static void WriteBranches(CodeWriter writer, string count, int fewest, Action<VectorWidth> write) =>
        WriteBranches(
            writer, All, width => $"{width.Type}.IsHardwareAccelerated{(2 * fewest <= width.Lanes ? $" && {count} > {width.Lanes / 2}" : "")}", write);

    private static void WriteBranches(
        CodeWriter writer, IReadOnlyList<VectorWidth> widths, Func<VectorWidth, string> condition, Action<VectorWidth> write)
    {
        for (int index = 0; index < widths.Count; index++)
        {
            VectorWidth width = widths[index];
            // The narrowest one is also the portable one: .NET emulates it where there is no SIMD at all.
            string header = index == widths.Count - 1 ? "else" : $"{(index == 0 ? "" : "else ")}if ({condition(width)})";
            using (writer.Block(header))
                write(width);
        }
    }
}
