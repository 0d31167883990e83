using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Benchmarks;

/// <summary>
/// What one core can do at most: multiply-adds that touch nothing but registers, in the widest vectors that .NET considers
/// worth using on this machine.
/// </summary>
internal static class FmaPeak
{
    private const int Steps = 100_000;

    /// <summary>Sums in flight: at least latency × ports of today's processors (8 to 10), and few enough for 16 registers.</summary>
    private const int Sums = 12;

    /// <summary>Where the results go, so that the loop is not optimised away.</summary>
    private static float s_sink;

    /// <summary>Size of the vectors.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Floating-point operations a second: the best of a few runs, since a peak is what is not disturbed.</summary>
    public static double Measure()
    {
        Action run = Vector512.IsHardwareAccelerated ? Run<Lanes512> : Vector256.IsHardwareAccelerated ? Run<Lanes256> : Run<Lanes128>;
        return 2.0 * Sums * Steps * (Bits / 32) / Timing.Fastest(run);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>()
        where T : struct, ILanes<T>
    {
        T a = T.Create(0.999f), b = T.Create(0.001f);
        T c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a, c10 = a, c11 = a;
        for (int step = 0; step < Steps; step++)
        {
            c0 = T.MultiplyAdd(c0, a, b);
            c1 = T.MultiplyAdd(c1, a, b);
            c2 = T.MultiplyAdd(c2, a, b);
            c3 = T.MultiplyAdd(c3, a, b);
            c4 = T.MultiplyAdd(c4, a, b);
            c5 = T.MultiplyAdd(c5, a, b);
            c6 = T.MultiplyAdd(c6, a, b);
            c7 = T.MultiplyAdd(c7, a, b);
            c8 = T.MultiplyAdd(c8, a, b);
            c9 = T.MultiplyAdd(c9, a, b);
            c10 = T.MultiplyAdd(c10, a, b);
            c11 = T.MultiplyAdd(c11, a, b);
        }

        s_sink = T.Sum(c0) + T.Sum(c1) + T.Sum(c2) + T.Sum(c3) + T.Sum(c4) + T.Sum(c5)
            + T.Sum(c6) + T.Sum(c7) + T.Sum(c8) + T.Sum(c9) + T.Sum(c10) + T.Sum(c11);
    }

    /// <summary>A vector of one size.</summary>
    private interface ILanes<TSelf>
    {
        static abstract TSelf Create(float value);

        static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

        static abstract float Sum(TSelf value);
    }

    private readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
    {
        private readonly Vector512<float> _value = value;

        public static Lanes512 Create(float value) => new(Vector512.Create(value));

        public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

        public static float Sum(Lanes512 value) => Vector512.Sum(value._value);
    }

    private readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
    {
        private readonly Vector256<float> _value = value;

        public static Lanes256 Create(float value) => new(Vector256.Create(value));

        public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

        public static float Sum(Lanes256 value) => Vector256.Sum(value._value);
    }

    private readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
    {
        private readonly Vector128<float> _value = value;

        public static Lanes128 Create(float value) => new(Vector128.Create(value));

        public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

        public static float Sum(Lanes128 value) => Vector128.Sum(value._value);
    }
}
