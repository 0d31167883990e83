using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Lets the scans of the two directions write their outputs where they are merged: each keeps its states in columns of
/// the merged sequence, and nothing is copied.
/// </summary>
internal static class ConcatInPlace
{
    public static void Apply(Network network)
    {
        foreach (Block block in network.Blocks)
        {
            foreach (Concat concat in block.Forward.OfType<Concat>())
            {
                Carry[] carries = [.. concat.Parts.Select(part => CarryOf(block, part)).OfType<Carry>()];
                if (carries.Length == concat.Parts.Count && carries.All(carry => CanHaveGaps(network, block, concat, carry)))
                    Place(block, concat, carries);
            }
        }
    }

    private static Carry? CarryOf(Block block, Tensor sequence) =>
        block.Forward.OfType<Scan>().SelectMany(scan => scan.Carries).FirstOrDefault(carry => carry.Sequence == sequence);

    /// <summary>
    /// The sequence has a slot before the first timestep and one behind the last, each for the state with which one of the
    /// directions begins.
    /// </summary>
    private static void Place(Block block, Concat concat, IReadOnlyList<Carry> carries)
    {
        Tensor target = concat.Target;
        Tensor steps = new(
            block.UniqueName(target.Name + "Steps"), target.Symbol, new Shape(target.Shape.Dimensions[0] + 2, target.Columns), Layout.TimeMajor);
        target.Alias = new Alias(steps, FirstSlot: 1);
        int column = 0;
        foreach (Carry carry in carries)
        {
            carry.History!.Alias = new Alias(steps, FirstSlot: 1 - carry.Sequence!.Alias!.FirstSlot, column);
            column += carry.History.Columns;
        }

        concat.IsInPlace = true;
    }

    /// <summary>True when all that touches a state can leave out the other columns between its rows.</summary>
    private static bool CanHaveGaps(Network network, Block block, Concat concat, Carry carry)
    {
        bool Touches(Tensor tensor)
        {
            for (Tensor? at = tensor; at is not null; at = at.Home?.Sequence ?? at.Alias?.Source)
            {
                if (at == carry.History)
                    return true;
            }

            return false;
        }

        bool Allows(Op op) => !op.Reads.Concat(op.Writes).Any(Touches) || op switch
        {
            Scan scan => scan.Body.All(Allows),
            BlockedGradients block => block.Gradients.All(Allows),
            MatMul matMul => matMul.IsOneKernel,
            WeightGradient gradient => !Touches(gradient.Delta),
            MapGroup => true,
            _ => op == concat,
        };

        return carry.Start == CarryStart.Zero && !network.Outputs.Any(Touches) && block.Forward.Concat(block.Backward).All(Allows);
    }
}
