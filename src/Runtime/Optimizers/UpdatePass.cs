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

/// <summary>Some parameters one after the other, with what belongs to them; the states that a rule does not use are empty.</summary>
internal readonly ref struct UpdateBlock
{
    public required Span<float> Weights { get; init; }

    public required ReadOnlySpan<float> Gradients { get; init; }

    public required Span<float> State0 { get; init; }

    public required Span<float> State1 { get; init; }

    public required Span<float> State2 { get; init; }
}

/// <summary>Applies a rule to all parameters in one pass.</summary>
internal static class UpdatePass
{
    /// <summary>Runs the pass.</summary>
    /// <param name="rule">The optimizer's formula.</param>
    /// <param name="decay">Weight decay of this step: w −= w·decay before the update.</param>
    /// <param name="block">The parameters.</param>
    public static void Run<TRule>(TRule rule, float decay, UpdateBlock block)
        where TRule : struct, IUpdateRule
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TRule, WideFloats>(rule, decay, block);
        else
            Run<TRule, VectorFloats>(rule, decay, block);
    }

    private static void Run<TRule, TFloats>(TRule rule, float decay, UpdateBlock block)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        int length = block.Weights.Length, whole = length - length % TFloats.Count;
        Whole<TRule, TFloats>(rule, decay, block, whole);
        if (whole < length)
            Tail<TRule, TFloats>(rule, decay, block, whole);
    }

    // Compiled at once, and by itself: in lower tiers, and where the compiler inlines too much into one method, each operation of a
    // formula is a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Whole<TRule, TFloats>(TRule rule, float decay, UpdateBlock block, int length)
        where TRule : struct, IUpdateRule
        where TFloats : struct, IFloats<TFloats>
    {
        ref float w0 = ref MemoryMarshal.GetReference(block.Weights);
        ref float g0 = ref MemoryMarshal.GetReference(block.Gradients);
        ref float s0 = ref MemoryMarshal.GetReference(block.State0);
        ref float s1 = ref MemoryMarshal.GetReference(block.State1);
        ref float s2 = ref MemoryMarshal.GetReference(block.State2);
        for (nuint i = 0; i < (nuint)length; i += (nuint)TFloats.Count)
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
    private static void Tail<TRule, TFloats>(TRule rule, float decay, UpdateBlock block, int start)
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
        Span<float> state0 = From(block.State0, start), state1 = From(block.State1, start), state2 = From(block.State2, start);
        block.Weights[start..].CopyTo(weights);
        block.Gradients[start..].CopyTo(gradients);
        state0.CopyTo(first);
        state1.CopyTo(second);
        state2.CopyTo(third);
        var vector = new UpdateBlock { Weights = weights, Gradients = gradients, State0 = first, State1 = second, State2 = third };
        Whole<TRule, TFloats>(rule, decay, vector, lanes);
        weights[..(block.Weights.Length - start)].CopyTo(block.Weights[start..]);
        first[..state0.Length].CopyTo(state0);
        second[..state1.Length].CopyTo(state1);
        third[..state2.Length].CopyTo(state2);
    }

    private static Span<float> From(Span<float> state, int start) => state.IsEmpty ? state : state[start..];
}
