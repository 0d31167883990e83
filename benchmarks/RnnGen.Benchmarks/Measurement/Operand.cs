using System.Reflection;
using System.Runtime.InteropServices;

namespace RnnGen.Benchmarks;

/// <summary>Random values for a kernel, from the start of a cache line on and with room behind them, as in a model.</summary>
internal sealed class Operand
{
    private const int Line = 16;
    private readonly float[] _values;
    private readonly int _start;
    private readonly int _size;

    public Operand(int seed, int size)
    {
        _size = size;
        _values = GC.AllocateArray<float>(size + (2 * Line), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        _start = (int)((64 - (address % 64)) % 64) / sizeof(float);
        var random = new Random(seed);
        foreach (ref float value in _values.AsSpan())
            value = random.NextSingle() - 0.5f;
    }

    public static MethodInfo SpanGetter { get; } = typeof(Operand).GetProperty(nameof(Span))!.GetMethod!;

    public static MethodInfo ReadOnlySpanGetter { get; } = typeof(Operand).GetProperty(nameof(ReadOnlySpan))!.GetMethod!;

    public Span<float> Span => _values.AsSpan(_start, _size);

    public ReadOnlySpan<float> ReadOnlySpan => Span;
}
