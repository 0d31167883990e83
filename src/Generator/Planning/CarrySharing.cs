using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Lets the gradient that a backward scan hands on take the place of the one it received, where the received one is not
/// read any more: most layers then carry it without a copy.
/// </summary>
internal static class CarrySharing
{
    public static void Apply(Network network)
    {
        foreach (Scan scan in network.Blocks.SelectMany(block => block.Backward).OfType<Scan>())
        {
            foreach (Carry carry in scan.Carries)
            {
                if (carry.Outgoing is { } outgoing && MayShare(scan.Body, carry.Incoming, outgoing))
                    outgoing.Alias = new Alias(carry.Incoming, FirstSlot: 0);
            }
        }
    }

    /// <summary>True when nothing reads what came in once what goes out is written.</summary>
    public static bool MayShare(List<Op> body, Tensor incoming, Tensor outgoing)
    {
        int firstWrite = body.FindIndex(op => op.Writes.Contains(outgoing));
        // An elementwise op may overwrite what it reads: each element is read before it is written.
        bool writesInPlace = body[firstWrite] is Map or MapGroup || !body[firstWrite].Reads.Contains(incoming);
        return writesInPlace && !body.Skip(firstWrite + 1).Any(op => op.Reads.Contains(incoming));
    }
}
