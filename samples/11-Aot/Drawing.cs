using System.Text;

namespace Aot;

/// <summary>A digit as a pen draws it: lines between points of a square from (0, 0), top left, to (1, 1).</summary>
public sealed class Drawing(string name, int digit, params (double X, double Y)[][] strokes)
{
    /// <summary>Pixels along an edge of an image.</summary>
    public const int Edge = 28;

    private const double PenRadius = 1.1;

    /// <summary>What is drawn, in words.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public int Digit { get; } = digit;

    /// <summary>Points along a part of an ellipse; angles in degrees, 0 to the right, 90 downwards.</summary>
    public static IEnumerable<(double X, double Y)> Arc(double x, double y, double radiusX, double radiusY, double from, double to)
    {
        const int Parts = 16;
        for (int i = 0; i <= Parts; i++)
        {
            double angle = (from + (to - from) * i / Parts) * Math.PI / 180;
            yield return (x + radiusX * Math.Cos(angle), y + radiusY * Math.Sin(angle));
        }
    }

    /// <summary>The image that MNIST would have of it: 20 pixels high, in the middle of 28 × 28.</summary>
    /// <param name="hand">Draws it as a hand does, never twice the same; null for exactly as it is.</param>
    public float[] Image(Random? hand = null)
    {
        double Around(double size) => hand is null ? 0 : (2 * hand.NextDouble() - 1) * size;
        double turn = Around(0.15), width = 1 + Around(0.15), height = 1 + Around(0.1), slant = Around(0.15);
        double right = Around(1.5), down = Around(1.5), radius = PenRadius + Around(0.3);

        (double X, double Y) Pixel((double X, double Y) point)
        {
            double x = (point.X - 0.5) * width, y = (point.Y - 0.5) * height;
            x -= slant * y;
            return (13.5 + right + 19 * (x * Math.Cos(turn) - y * Math.Sin(turn)), 13.5 + down + 19 * (x * Math.Sin(turn) + y * Math.Cos(turn)));
        }

        var image = new float[Edge * Edge];
        foreach ((double X, double Y)[] stroke in strokes)
        {
            for (int i = 1; i < stroke.Length; i++)
                DrawLine(image, Pixel(stroke[i - 1]), Pixel(stroke[i]), radius);
        }

        return image;
    }

    /// <summary>An image as characters, two for each pixel, every second row.</summary>
    public static string Show(ReadOnlySpan<float> image)
    {
        var text = new StringBuilder();
        for (int y = 3; y < Edge - 3; y += 2)
        {
            for (int x = 3; x < Edge - 3; x++)
                text.Append(" .:*#"[(int)(4 * Math.Max(image[y * Edge + x], image[(y + 1) * Edge + x]) + 0.5f)]);
            text.Append('\n');
        }

        return text.ToString();
    }

    private static void DrawLine(Span<float> image, (double X, double Y) from, (double X, double Y) to, double radius)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = dx * dx + dy * dy;
        for (int y = 0; y < Edge; y++)
        {
            for (int x = 0; x < Edge; x++)
            {
                double along = length == 0 ? 0 : Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / length, 0, 1);
                double distance = Math.Sqrt(Math.Pow(x - from.X - along * dx, 2) + Math.Pow(y - from.Y - along * dy, 2));
                ref float pixel = ref image[y * Edge + x];
                pixel = Math.Max(pixel, (float)Math.Clamp(radius + 0.5 - distance, 0, 1));
            }
        }
    }
}
