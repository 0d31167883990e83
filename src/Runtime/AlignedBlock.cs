using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// A block of floats that starts on a cache line and stays where it is. A 32- or 64-byte load that crosses a cache line
/// costs double, so everything the kernels read lies in blocks like this.
/// </summary>
internal readonly unsafe struct AlignedBlock
{
    private const int Alignment = 64;
    private const int LineLength = Alignment / sizeof(float);

    // Keeps alive what the pointer points into.
    private readonly object? _owner;
    private readonly float* _start;

    /// <summary>Allocates zeros.</summary>
    public AlignedBlock(int length)
    {
        // Pinned, so that a compacting collection cannot move the block off its boundary. Behind the last value lies one
        // more line: kernels load and store whole vectors there.
        float[] array = GC.AllocateArray<float>(checked(length + 2 * LineLength), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        _owner = array;
        _start = (float*)((address + Alignment - 1) & -Alignment);
        Length = length;
    }

    /// <summary>A block that is elsewhere and only read; it may begin anywhere.</summary>
    /// <param name="start">Its first value. Behind the last one there must be a line that can be read.</param>
    /// <param name="length">Number of values.</param>
    /// <param name="owner">What keeps it alive.</param>
    public AlignedBlock(float* start, int length, object owner)
    {
        _start = start;
        _owner = owner;
        Length = length;
    }

    public int Length { get; }

    /// <summary>False until allocated.</summary>
    public bool Exists => _owner is not null;

    /// <summary>A length rounded up to whole cache lines.</summary>
    public static int RoundUp(int length) => checked(length + LineLength - 1) / LineLength * LineLength;

    public Span<float> Span => new(_start, Length);
}
