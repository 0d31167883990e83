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

    /// <summary>Writes the same code for each width, the JIT keeping the one branch that the machine has.</summary>
    public static void WriteBranches(CodeWriter writer, Action<VectorWidth> write)
    {
        for (int index = 0; index < All.Count; index++)
        {
            VectorWidth width = All[index];
            // The narrowest one is also the portable one: .NET emulates it where there is no SIMD at all.
            string header = index == All.Count - 1 ? "else" : $"{(index == 0 ? "" : "else ")}if ({width.Type}.IsHardwareAccelerated)";
            using (writer.Block(header))
                write(width);
        }
    }
}
