namespace RnnGen.Reports;

/// <summary>Dots to draw on, two by four in each character: the patterns of Braille.</summary>
internal sealed class DotCanvas(int columns, int rows)
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;

    /// <summary>The bit of each dot of a character, from U+2800 on: row after row, left and right.</summary>
    private static readonly byte[] s_bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

    private readonly byte[] _cells = new byte[columns * rows];

    /// <summary>Dots from side to side.</summary>
    public int Width { get; } = columns * DotsAcross;

    /// <summary>Dots from top to bottom.</summary>
    public int Height { get; } = rows * DotsDown;

    /// <summary>Draws a straight line; of a broken one only every other three columns of dots.</summary>
    public void Line((double X, double Y) from, (double X, double Y) to, bool broken)
    {
        int steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (int step = 0; step <= steps; step++)
        {
            double share = steps == 0 ? 0 : (double)step / steps;
            Dot(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)), broken);
        }
    }

    /// <summary>A line of text.</summary>
    public string Line(int row)
        => string.Create(columns, _cells.AsMemory(row * columns, columns), static (text, cells) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = cells.Span[i] == 0 ? ' ' : (char)(0x2800 + cells.Span[i]);
        });

    private void Dot(double x, double y, bool broken)
    {
        int column = Math.Clamp((int)Math.Round(x), 0, Width - 1);
        int row = Math.Clamp((int)Math.Round(y), 0, Height - 1);
        if (broken && column / 3 % 2 == 1)
            return;
        int cell = (row / DotsDown * columns) + (column / DotsAcross);
        _cells[cell] |= s_bits[(row % DotsDown * DotsAcross) + (column % DotsAcross)];
    }
}
