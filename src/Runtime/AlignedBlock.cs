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
    private readonly float[]? _array;
    private readonly float* _start;

    /// <summary>Allocates zeros.</summary>
    public AlignedBlock(int length)
    {
        // Pinned, so that a compacting collection cannot move the block off its boundary. Behind the last value lies one
        // more line: kernels load and store whole vectors there.
        _array = GC.AllocateArray<float>(checked(length + 2 * LineLength), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (float*)((address + Alignment - 1) & -Alignment);
        Length = length;
    }

    public int Length { get; }

    /// <summary>False until allocated.</summary>
    public bool Exists => _array is not null;

    /// <summary>A length rounded up to whole cache lines.</summary>
    public static int RoundUp(int length) => checked(length + LineLength - 1) / LineLength * LineLength;

    public Span<float> Span => new(_start, Length);
}
