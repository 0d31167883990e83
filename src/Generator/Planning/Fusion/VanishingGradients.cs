using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Lets gradients that vanish on their way back through a long sequence become zero. They would shrink to subnormal numbers, below
/// 10⁻³⁸, with which many processors calculate a hundred times slower.
/// </summary>
internal static class VanishingGradients
{
    /// <summary>In fewer timesteps a gradient does not fall so far: it would have to lose two thirds at each.</summary>
    private const int FewestTimesteps = 64;

    public static void Apply(Network network)
    {
        foreach (Scan scan in network.Blocks.SelectMany(block => block.Backward).OfType<Scan>().Where(scan => scan.Timesteps >= FewestTimesteps))
        {
            // As they come in, in place: what a timestep makes of them is then zero or far from subnormal.
            scan.Body.InsertRange(0, scan.Carries.Select(carry => new Map(carry.Incoming.All, Expr.Apply(Function.Flush, carry.Incoming.All))));
        }
    }
}
