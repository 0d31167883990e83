namespace RnnGen.Generator.Planning;

/// <summary>Places the buffers in one arena: each takes the first gap that is free during its lifetime.</summary>
internal static class Workspace
{
    /// <summary>Values in 64 bytes, where a cache line and the widest vector begin.</summary>
    private const int Alignment = 16;

    public static IReadOnlyList<WorkspaceBuffer> Allocate(IReadOnlyList<WorkspaceBuffer> buffers)
    {
        var placed = new List<WorkspaceBuffer>();
        foreach (WorkspaceBuffer buffer in buffers)
        {
            long offset = 0;
            foreach (WorkspaceBuffer other in placed.Where(other => Overlap(other, buffer)).OrderBy(other => other.Offset))
            {
                if (offset + buffer.Size <= other.Offset)
                    break;
                offset = Math.Max(offset, Align(other.End));
            }

            buffer.Offset = offset;
            placed.Add(buffer);
        }

        return buffers;
    }

    private static bool Overlap(WorkspaceBuffer a, WorkspaceBuffer b) => a.FirstUse <= b.LastUse && b.FirstUse <= a.LastUse;

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
