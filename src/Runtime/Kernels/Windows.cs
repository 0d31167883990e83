using System.ComponentModel;

namespace RnnGen.Kernels;

/// <summary>How windows stand along one axis of an input.</summary>
/// <param name="Length">Length of the input's axis.</param>
/// <param name="Size">Positions that a window has.</param>
/// <param name="Count">Windows.</param>
/// <param name="Stride">Distance between two windows.</param>
/// <param name="Dilation">Distance between two positions of a window.</param>
/// <param name="Before">Positions of padding before the input.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WindowAxis(int Length, int Size, int Count, int Stride = 1, int Dilation = 1, int Before = 0)
{
    /// <summary>How far the windows reach: the length of the axis with its padding, without what no window sees.</summary>
    internal int PaddedLength => Before == 0 && Length >= Reach ? Length : Reach;

    private int Reach => (Count - 1) * Stride + (Size - 1) * Dilation + 1;

    /// <summary>Where a position of a window lies in the input; outside of it for one in the padding.</summary>
    internal int At(int window, int position) => window * Stride - Before + position * Dilation;

    /// <summary>The positions of a window that lie in the input: from First to before End.</summary>
    internal (int First, int End) Inside(int window)
    {
        int start = At(window, 0);
        int first = start >= 0 ? 0 : (Dilation - 1 - start) / Dilation;
        int end = start >= Length ? 0 : Math.Min(Size, (Length - 1 - start) / Dilation + 1);
        return (Math.Min(first, end), end);
    }
}

/// <summary>Windows that move over an input (samples, height, width, channels); a sequence has the height 1.</summary>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Down">The windows from top to bottom.</param>
/// <param name="Across">The windows from left to right; over time, for a sequence.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Windows(int Channels, WindowAxis Down, WindowAxis Across)
{
    /// <summary>Windows over a sequence (samples, timesteps, channels).</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="across">The windows over time.</param>
    public Windows(int channels, WindowAxis across)
        : this(channels, new WindowAxis(1, 1, 1), across)
    {
    }

    /// <summary>Values that a window sees, those in the padding included.</summary>
    internal int PatchSize => Down.Size * Across.Size * Channels;

    /// <summary>A window by its number: sample by sample, row by row.</summary>
    internal Window this[int number]
    {
        get
        {
            (int sample, int inSample) = Math.DivRem(number, Down.Count * Across.Count);
            (int i, int j) = Math.DivRem(inSample, Across.Count);
            return new Window(this, sample, i, j);
        }
    }
}

/// <summary>One window: the positions of it that lie in the input, row by row.</summary>
internal readonly struct Window
{
    private readonly Windows _windows;
    private readonly int _sample;
    private readonly int _i;
    private readonly int _j;
    private readonly int _top;
    private readonly int _left;
    private readonly int _width;

    public Window(in Windows windows, int sample, int i, int j)
    {
        (_windows, _sample, _i, _j) = (windows, sample, i, j);
        (_top, int bottom) = windows.Down.Inside(i);
        (_left, int right) = windows.Across.Inside(j);
        _width = right - _left;
        Count = (bottom - _top) * _width;
    }

    /// <summary>How many positions lie in the input.</summary>
    public int Count { get; }

    /// <summary>The number of one of them within the window, counting those in the padding too.</summary>
    public int Position(int index) => (_top + index / _width) * _windows.Across.Size + _left + index % _width;

    /// <summary>The place of its first channel in the input.</summary>
    public int Input(int index)
    {
        int y = _windows.Down.At(_i, _top + index / _width), x = _windows.Across.At(_j, _left + index % _width);
        return ((_sample * _windows.Down.Length + y) * _windows.Across.Length + x) * _windows.Channels;
    }
}
