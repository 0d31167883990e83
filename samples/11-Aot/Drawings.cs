using static Aot.Drawing;

namespace Aot;

/// <summary>The digits as somebody might write them, and one as this user does.</summary>
public static class Drawings
{
    /// <summary>0 to 9, as in the primer.</summary>
    public static IReadOnlyList<Drawing> Primer { get; } =
    [
        new("0", 0, [.. Arc(0.5, 0.5, 0.32, 0.48, -90, 270)]),
        new("1", 1, [(0.52, 0), (0.5, 1)]),
        new("2", 2, [.. Arc(0.48, 0.27, 0.28, 0.27, -170, 30), (0.2, 0.98), (0.82, 0.98)]),
        new("3", 3, [.. Arc(0.45, 0.26, 0.27, 0.24, -150, 90), .. Arc(0.45, 0.74, 0.31, 0.24, -90, 150)]),
        new("4", 4, [(0.3, 0.02), (0.2, 0.52), (0.82, 0.5)], [(0.72, 0.12), (0.66, 1)]),
        new("5", 5, [(0.8, 0.02), (0.32, 0.02), (0.28, 0.45), .. Arc(0.45, 0.7, 0.3, 0.28, -110, 130)]),
        new("6", 6, [(0.66, 0), (0.38, 0.36), .. Arc(0.5, 0.73, 0.26, 0.26, -170, 190)]),
        new("7", 7, [(0.18, 0.06), (0.82, 0.06), (0.45, 1)]),
        new("8", 8, [.. Arc(0.5, 0.25, 0.22, 0.24, 90, -270), .. Arc(0.5, 0.74, 0.26, 0.25, -90, 270)]),
        new("9", 9, [.. Arc(0.5, 0.28, 0.25, 0.26, 0, -360), (0.74, 0.35), (0.66, 1)]),
    ];

    /// <summary>A 1 as in much of Europe, with an upstroke; hardly anybody wrote it so for MNIST.</summary>
    public static Drawing Own { get; } = new("1 with an upstroke", 1, [(0.2, 0.6), (0.6, 0.02), (0.6, 1)]);
}
