using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Makes a network of one timestep what <c>Step</c> runs: no loop, nothing that is for training only, and states that are
/// updated in place in memory of the stream's own.
/// </summary>
internal static class StreamStates
{
    /// <summary>States begin on whole vectors, so that what is loaded or stored at the end of one is none of another's.</summary>
    private const int Alignment = 16;

    public static void Apply(Network network)
    {
        foreach (Block block in network.Blocks)
        {
            for (int index = block.Forward.Count - 1; index >= 0; index--)
            {
                List<Op>? ops = block.Forward[index] switch
                {
                    WhenTraining choice => choice.Inference,
                    Scan scan when scan.Carries.Any(carry => carry.Start == CarryStart.KeptState) => Inline(network, block, scan),
                    _ => null,
                };
                if (ops is null)
                    continue;
                block.Forward.RemoveAt(index);
                block.Forward.InsertRange(index, ops);
            }
        }
    }

    /// <summary>Values that all states take.</summary>
    public static int SizeOf(Network network) => network.States.Count == 0 ? 0 : End(network.States[network.States.Count - 1]);

    private static int End(StreamState state) => state.Offset + (state.Tensor.Size + Alignment - 1) / Alignment * Alignment;

    private static List<Op> Inline(Network network, Block block, Scan scan)
    {
        List<Op> body = scan.Body;
        foreach (Tensor step in scan.Slices.Where(step => step.Home is not null))
        {
            step.Alias = new Alias(step.Home!.Sequence, FirstSlot: 0);
            step.Home = null;
        }

        List<Op> updates = [];
        foreach (Carry carry in scan.Carries)
        {
            (Tensor before, Tensor after) = (carry.Incoming, carry.Outgoing!);
            string symbol = carry.History!.Symbol;
            var kept = new Tensor(block.UniqueName(before.Name + "Kept"), symbol, before.Shape, Layout.BatchMajor, TensorKind.State);
            network.States.Add(new StreamState(kept, block.Name, SizeOf(network)));
            before.Home = after.Home = null;
            before.Alias = new Alias(kept, FirstSlot: 0);
            if (CarrySharing.MayShare(body, before, after))
                after.Alias = new Alias(before, FirstSlot: 0);
            else
                updates.Add(new Map(before.All, after.All));
            carry.Sequence!.Alias = carry.Last!.Alias = new Alias(after, FirstSlot: 0);
        }

        body.AddRange(updates);
        return body;
    }
}
