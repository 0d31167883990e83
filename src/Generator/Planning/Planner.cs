using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning.Fusion;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning;

/// <summary>Decides parameter offsets, what the forward pass saves for the backward pass, and the workspace.</summary>
internal static class Planner
{
    public static Plan Plan(Network network, Sharding sharding, bool fuse)
    {
        int rows = sharding.Rows;
        Place(network.Parameters);
        Place(network.Statistics);
        int stateSize = PlaceStates(network, rows);
        if (fuse)
        {
            SideBySide.Apply(network, rows);
            TokenProducts.Apply(network, sharding);
        }

        foreach (Block block in network.Blocks)
            SaveForBackward(block);
        if (fuse)
        {
            ImplicitPatches.Apply(network);
            TransposedWeights.Apply(network, rows);
            ProductPairs.Apply(network);
            GradientBlocking.Apply(network, rows);
            VanishingGradients.Apply(network);
            MapFusion.Apply(network);
            ConcatInPlace.Apply(network);
            OnlyGradients.Apply(network);
        }

        CarrySharing.Apply(network);
        if (fuse)
        {
            LastTimestep.Apply(network);
            TokenBlocking.Apply(network);
        }

        var flops = new Flops(sharding);
        ILookup<bool, WorkspaceBuffer> buffers = Lifetimes.Of(network, rows).ToLookup(buffer => buffer.Tensor.Layout == Layout.ByTokenOfBatch);
        return new Plan(network, Workspace.Allocate([.. buffers[false]]), Workspace.Allocate([.. buffers[true]]), sharding)
        {
            StateSize = stateSize + StreamStates.SizeOf(network),
            ForwardFlops = flops.Of(network.Blocks.SelectMany(block => block.AllForward)),
            TrainingFlops = flops.Of(
                network.Blocks.SelectMany(block => block.AllForward.Concat(block.Backward).Concat(block.TokenBackward).Concat(block.SparseBackward))
                    .Concat(network.Loss?.Backward ?? [])),
        };
    }

    private static void Place(IEnumerable<Weight> weights)
    {
        int offset = 0;
        foreach (Weight weight in weights)
        {
            weight.Offset = offset;
            offset += weight.Tensor.Size;
        }
    }

    private static int PlaceStates(Network network, int rows)
    {
        int offset = 0;
        foreach (Carry carry in network.Blocks.SelectMany(block => block.Forward).OfType<Scan>().SelectMany(scan => scan.Carries))
        {
            if (carry.Start != CarryStart.KeptState)
                continue;
            carry.StateOffset = offset;
            offset += rows * carry.Incoming.Size;
        }

        return offset;
    }

    /// <summary>A value that a timestep's equations compute and its derivative reads again is kept for all timesteps.</summary>
    private static void SaveForBackward(Block block)
    {
        var readBackward = new HashSet<Tensor>(block.Backward.OfType<Scan>().SelectMany(scan => scan.Body).SelectMany(op => op.Reads));
        foreach (Scan scan in block.Forward.OfType<Scan>())
        {
            foreach (Tensor value in scan.Body.SelectMany(op => op.Writes).Distinct())
            {
                if (value.Home is not null || !readBackward.Contains(value))
                    continue;
                var shape = new Shape([scan.Timesteps, .. value.Shape.Dimensions]);
                var sequence = new Tensor(
                    block.UniqueName(value.Name + "Steps"), value.Direction?.Mark(value.PlainName) ?? value.Name, shape, Layout.TimeMajor);
                value.Home = new Slot(sequence, SlotRule.Current);
            }
        }
    }
}
