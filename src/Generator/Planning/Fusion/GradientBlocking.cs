using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Planning.Fusion;

/// <summary>
/// Takes the weight gradients out of the backward scans' timesteps: they are summed over blocks of timesteps, about
/// <see cref="BlockRows"/> rows at a time, so that the sums stay in registers for longer than the products take to begin.
/// </summary>
internal static class GradientBlocking
{
    /// <summary>Rows of a block: enough to pay for loading the sums, few enough to stay in the first cache.</summary>
    private const int BlockRows = 128;

    public static void Apply(Network network, int rows)
    {
        foreach (Block block in network.Blocks)
        {
            foreach (Scan scan in block.Backward.OfType<Scan>())
                Apply(block, scan, Math.Min(scan.Timesteps, BlockRows / rows));
        }
    }

    private static void Apply(Block block, Scan scan, int timesteps)
    {
        HashSet<Tensor> carried = [.. scan.Carries.SelectMany(carry => new[] { carry.Incoming, carry.Outgoing! })];
        bool CanStack(Tensor delta) => delta is { Home: null, Alias: null, Kind: TensorKind.Computed } && !carried.Contains(delta);
        // The slots of a block are one matrix, so the input's must follow one another as the gradients' do. Biases stay where they
        // are: they are summed while the timestep's gradient is in the first cache.
        WeightGradient[] blocked = [.. scan.Body.OfType<WeightGradient>().Where(gradient => gradient.Input.Home is not null && CanStack(gradient.Delta))];
        if (timesteps < 2 || blocked.Length == 0)
            return;

        foreach (Tensor delta in blocked.Select(gradient => gradient.Delta).Distinct())
        {
            var shape = new Shape(timesteps, delta.Columns);
            var sequence = new Tensor(block.UniqueName(delta.Name + "Block"), delta.Symbol, shape, Layout.TimeMajor);
            delta.Home = new Slot(sequence, SlotRule.WithinBlock);
        }

        scan.Body.RemoveAll(op => op is WeightGradient gradient && blocked.Contains(gradient));
        scan.Body.Add(new BlockedGradients(timesteps, scan, blocked));
    }
}
