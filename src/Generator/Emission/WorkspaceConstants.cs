using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints where each value stands in the workspace.</summary>
internal static class WorkspaceConstants
{
    public static void Write(CodeWriter writer, IReadOnlyList<WorkspaceBuffer> buffers, string room)
    {
        writer.Line($"// ---- The workspace: where each value begins, {room} ----");
        writer.Line("// Values that are never needed at the same time share their place.");
        writer.Line();
        WriteClass(writer, "At", buffers);
    }

    /// <summary>The same for what is computed once for each different token of a batch.</summary>
    public static void WriteOfTokens(CodeWriter writer, IReadOnlyList<WorkspaceBuffer> buffers)
    {
        writer.Line("// ---- The workspace of tokens: where each value begins that all shards of a batch share ----");
        writer.Line();
        WriteClass(writer, "AtTokens", buffers);
    }

    private static void WriteClass(CodeWriter writer, string name, IReadOnlyList<WorkspaceBuffer> buffers)
    {
        using (writer.Block($"private static class {name}"))
        {
            foreach (WorkspaceBuffer buffer in buffers)
                writer.Line($"public const int {Addresses.ConstantOf(buffer)} = {buffer.Offset};", Addresses.Shape(buffer.Tensor));
        }
    }
}
