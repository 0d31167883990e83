using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen;

/// <summary>
/// An optimizer's formula for a vector of parameters. Its fields are the constants of one step.
/// </summary>
internal interface IUpdateRule
{
    /// <summary>Number of state arrays it uses: 0 to 3.</summary>
    static abstract int StateCount { get; }

    /// <summary>Updates weights w with gradients g and the state of these weights.</summary>
    void Update<T>(ref T w, T g, ref T state0, ref T state1, ref T state2)
        where T : struct, IFloats<T>;
}

/// <summary>Applies a rule to all parameters in one pass.</summary>
internal static class UpdatePass
{
    /// <summary>Runs the pass.</summary>
    /// <param name="rule">The optimizer's formula.</param>
    /// <param name="decay">Weight decay of this step: w −= w·decay before the update.</param>
    /// <param name="w">The parameters.</param>
    /// <param name="g">Their gradients.</param>
    /// <param name="state0">The first state array, if the rule uses it; else empty.</param>
    /// <param name="state1">The second state array, if the rule uses it; else empty.</param>
    /// <param name="state2">The third state array, if the rule uses it; else empty.</param>
    public static void Run<TRule>(
        TRule rule,
        float decay,
        Span<float> w,
        ReadOnlySpan<float> g,
        Span<float> state0,
        Span<float> state1,
        Span<float> state2)
        where TRule : struct, IUpdateRule
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TRule, WideFloats>(rule, decay, w, g, state0, state1, state2);
        else
            Run<TRule, VectorFloats>(rule, decay, w, g, state0, state1, state2);
    }

    private static void Run<TRule, TFloats>(
        TRule rule,
        float decay,
        Span<float> w,
        ReadOnlySpan<float> g,
        Span<float> state0,
        Span<float> state1,
        Span<float> state2)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        int length = w.Length;
        int whole = length - length % TFloats.Count;
        Whole<TRule, TFloats>(rule, decay, w[..whole], g, state0, state1, state2);
        if (whole < length)
        {
            Tail<TRule, TFloats>(
                rule, decay, w[whole..], g[whole..], From(state0, whole), From(state1, whole), From(state2, whole));
        }
    }

    // Compiled at once: in lower tiers each operation of a formula is a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole<TRule, TFloats>(
        TRule rule,
        float decay,
        Span<float> w,
        ReadOnlySpan<float> g,
        Span<float> state0,
        Span<float> state1,
        Span<float> state2)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        ref float w0 = ref MemoryMarshal.GetReference(w);
        ref float g0 = ref MemoryMarshal.GetReference(g);
        ref float s0 = ref MemoryMarshal.GetReference(state0);
        ref float s1 = ref MemoryMarshal.GetReference(state1);
        ref float s2 = ref MemoryMarshal.GetReference(state2);
        for (nuint i = 0; i < (nuint)w.Length; i += (nuint)TFloats.Count)
        {
            TFloats weights = TFloats.Load(ref w0, i);
            TFloats first = TRule.StateCount > 0 ? TFloats.Load(ref s0, i) : default;
            TFloats second = TRule.StateCount > 1 ? TFloats.Load(ref s1, i) : default;
            TFloats third = TRule.StateCount > 2 ? TFloats.Load(ref s2, i) : default;
            weights -= weights * decay;
            rule.Update(ref weights, TFloats.Load(ref g0, i), ref first, ref second, ref third);
            weights.Store(ref w0, i);
            if (TRule.StateCount > 0)
                first.Store(ref s0, i);
            if (TRule.StateCount > 1)
                second.Store(ref s1, i);
            if (TRule.StateCount > 2)
                third.Store(ref s2, i);
        }
    }

    // The same formula on what is left, padded to one vector, so that a weight's update does not depend on where it lies.
    private static void Tail<TRule, TFloats>(
        TRule rule,
        float decay,
        Span<float> w,
        ReadOnlySpan<float> g,
        Span<float> state0,
        Span<float> state1,
        Span<float> state2)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        int lanes = TFloats.Count;
        Span<float> padded = stackalloc float[5 * lanes];
        padded.Clear();
        Span<float> weights = padded[..lanes];
        Span<float> gradients = padded.Slice(lanes, lanes);
        Span<float> first = padded.Slice(2 * lanes, lanes);
        Span<float> second = padded.Slice(3 * lanes, lanes);
        Span<float> third = padded.Slice(4 * lanes, lanes);
        w.CopyTo(weights);
        g.CopyTo(gradients);
        state0.CopyTo(first);
        state1.CopyTo(second);
        state2.CopyTo(third);
        Whole<TRule, TFloats>(rule, decay, weights, gradients, first, second, third);
        weights[..w.Length].CopyTo(w);
        first[..state0.Length].CopyTo(state0);
        second[..state1.Length].CopyTo(state1);
        third[..state2.Length].CopyTo(state2);
    }

    private static Span<float> From(Span<float> state, int start) => state.IsEmpty ? state : state[start..];
}
