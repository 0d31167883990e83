namespace RnnGen.Generator.Planning;

/// <summary>Places the buffers in one arena: each takes the first gap that is free during its lifetime, the large ones first.</summary>
internal static class Workspace
{
    /// <summary>Values in 64 bytes, where a cache line and the widest vector begin.</summary>
    private const int Alignment = 16;

    /// <summary>
    /// What inference needs comes first as a rule, so that it lies at the beginning. But there small buffers may stand in the
    /// way of large ones of the backward pass; of both orders the one that needs less for inference and training together wins.
    /// </summary>
    public static IReadOnlyList<WorkspaceBuffer> Allocate(IReadOnlyList<WorkspaceBuffer> buffers)
    {
        WorkspaceBuffer[] bySize = [.. buffers.OrderByDescending(buffer => buffer.Size)];
        WorkspaceBuffer[] forwardFirst = [.. bySize.OrderByDescending(buffer => buffer.UsedForward)];
        if (Place(bySize) < Place(forwardFirst))
            Place(bySize);
        return buffers;
    }

    /// <summary>Sets the offsets; the values that inference and training need, together.</summary>
    private static long Place(IEnumerable<WorkspaceBuffer> buffers)
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

        return Plan.SizeOf(placed) + Plan.SizeOf(placed.Where(buffer => buffer.UsedForward));
    }

    private static bool Overlap(WorkspaceBuffer a, WorkspaceBuffer b) => a.FirstUse <= b.LastUse && b.FirstUse <= a.LastUse;

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
