using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Prints the loops over the windows of a pooling, over their channels, and over the positions of one window.</summary>
internal sealed class WindowLoops(Windows windows, int samplesPerRow)
{
    /// <summary>A sequence needs no loops over its height, which is 1.</summary>
    private readonly bool _isFlat = windows.Down == WindowAxis.Single;

    /// <summary>1 / the number of positions that a window has in the input.</summary>
    public string InverseCount => windows.Down.IsInside && windows.Across.IsInside
        ? NumericType.Single.Literal(1.0 / windows.Size)
        : $"1f / ({Extent(windows.Down, "bottom - top")} * {Extent(windows.Across, "right - left")})";

    /// <summary>A vector of channels of each window; <c>output</c> is the place of its first value.</summary>
    public void Write(CodeWriter writer, VectorWidth width, Action<string> write)
    {
        int tail = windows.Channels % width.Lanes;
        string lanes = tail == 0 || windows.Channels < width.Lanes
            ? Number(tail)
            : $"c <= {Number(windows.Channels - width.Lanes)} ? 0 : {Number(tail)}";
        using (writer.Block($"for (int sample = 0; sample < {(samplesPerRow == 1 ? "rows" : Number(samplesPerRow) + " * rows")}; sample++)"))
        using (_isFlat ? default : writer.Block($"for (int i = 0; i < {Number(windows.Down.Count)}; i++)"))
        {
            WriteInside(writer, "top", "bottom", "i", windows.Down);
            using (writer.Block($"for (int j = 0; j < {Number(windows.Across.Count)}; j++)"))
            {
                WriteInside(writer, "left", "right", "j", windows.Across);
                using (writer.Block($"for (int c = 0; c < {Number(windows.Channels)}; c += {width.Lanes})"))
                {
                    string line = _isFlat ? "sample" : $"(sample * {Number(windows.Down.Count)} + i)";
                    writer.Line($"int output = ({line} * {Number(windows.Across.Count)} + j) * {Number(windows.Channels)} + c;");
                    write(lanes);
                }
            }
        }
    }

    /// <summary>The positions of the window that lie in the input; <c>input</c> is the place of the first channel of each.</summary>
    public void WritePositions(CodeWriter writer, Action write)
    {
        (string top, string bottom) = Limits(windows.Down, "top", "bottom");
        (string left, string right) = Limits(windows.Across, "left", "right");
        using (_isFlat ? default : writer.Block($"for (int k = {top}; k < {bottom}; k++)"))
        using (writer.Block($"for (int l = {left}; l < {right}; l++)"))
        {
            string line = _isFlat ? "sample" : $"(sample * {Number(windows.Down.Length)} + {At(windows.Down, "i", "k")})";
            writer.Line($"int input = ({line} * {Number(windows.Across.Length)} + {At(windows.Across, "j", "l")}) * {Number(windows.Channels)} + c;");
            write();
        }
    }

    /// <summary>The first position of a window that lies in the input, and the one behind the last.</summary>
    private static void WriteInside(CodeWriter writer, string first, string end, string window, WindowAxis axis)
    {
        if (axis.IsInside)
            return;
        string start = $"{Number(axis.Before)} - {Scaled(window, axis.Stride)}";
        writer.Line($"int {first} = Math.Max(0, {start}), {end} = Math.Min({Number(axis.Size)}, {Number(axis.Length)} + {start});");
    }

    private static (string First, string End) Limits(WindowAxis axis, string first, string end) =>
        axis.IsInside ? ("0", Number(axis.Size)) : (first, end);

    private static string At(WindowAxis axis, string window, string position) =>
        $"{Scaled(window, axis.Stride)} + {position}{(axis.Before == 0 ? "" : $" - {Number(axis.Before)}")}";

    private static string Extent(WindowAxis axis, string found) => axis.IsInside ? Number(axis.Size) : $"({found})";

    private static string Number(int value) => Addresses.Number(value);

    private static string Scaled(string window, int stride) => stride == 1 ? window : $"{window} * {Number(stride)}";
}
