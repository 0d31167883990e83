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
        using (writer.Block("private static class At"))
        {
            foreach (WorkspaceBuffer buffer in buffers)
                writer.Line($"public const int {Addresses.ConstantOf(buffer)} = {buffer.Offset};", Addresses.Shape(buffer.Tensor));
        }
    }
}
