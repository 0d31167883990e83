using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>Leaves out, at the last timestep of a backward scan, the products that only hand a gradient on to the next.</summary>
internal static class LastTimestep
{
    public static void Apply(Network network)
    {
        foreach (Scan scan in network.Blocks.SelectMany(block => block.Backward).OfType<Scan>())
        {
            HashSet<Tensor> handedOn = [.. scan.Carries.Select(carry => carry.Outgoing!)];
            for (int index = 0; index < scan.Body.Count; index++)
            {
                if (scan.Body[index] is MatMul matMul && handedOn.Contains(matMul.Target)
                    && !scan.Body.Skip(index + 1).Any(op => op.Reads.Contains(matMul.Target)))
                {
                    scan.Body[index] = new UnlessLast(matMul);
                }
            }
        }
    }
}
