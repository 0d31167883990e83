namespace RnnGen;

/// <summary>Sizes of shapes; shapes, counts and lists as messages print them.</summary>
internal static class ShapeText
{
    /// <summary>Number of elements.</summary>
    public static int Size(ReadOnlySpan<int> shape)
    {
        int size = 1;
        foreach (int dimension in shape)
            size = checked(size * dimension);
        return size;
    }

    /// <summary>As Keras writes it: <c>(28, 256)</c>, <c>(10,)</c>.</summary>
    public static string Tuple(ReadOnlySpan<int> shape)
        => shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.ToArray())})";

    /// <summary>A row's size and, when it has several axes, how it comes about: <c>784 (28 × 28)</c>.</summary>
    public static string Row(ReadOnlySpan<int> shape)
        => shape.Length == 1 ? $"{shape[0]}" : $"{Size(shape)} ({string.Join(" × ", shape.ToArray())})";

    /// <summary>A count with its noun: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>Names as far as a message has room for them: <c>a, b, c and 97 others</c>.</summary>
    public static string List(IEnumerable<string> names)
    {
        const int Most = 40;
        string[] all = [.. names];
        return all.Length <= Most + 1
            ? string.Join(", ", all)
            : $"{string.Join(", ", all.AsSpan(0, Most)!)} and {all.Length - Most} others";
    }
}
