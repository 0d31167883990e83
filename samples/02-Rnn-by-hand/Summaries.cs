using RnnGen;
using RnnGen.Samples;
using Spectre.Console;

namespace RnnByHand;

/// <summary>Shapes and parameter counts of the networks that the lecture prints.</summary>
internal static class Summaries
{
    // The last column is what the lecture prints; the two stacks at the end it builds without printing them.
    private static readonly (string What, Func<int, Model> Create, string Sum, int? Lecture)[] s_networks =
    [
        ("one layer, last state", seed => new LastState(seed), "Wx 4·3 + Wh 3·3 + b 3", 24),
        ("the same, batches of 5", seed => new FiveAtOnce(seed), "the same", 24),
        ("one layer, all states", seed => new AllStates(seed), "the same", 24),
        ("two layers", seed => new Deep(seed), "24 + (3·3 + 3·3 + 3)", 45),
        ("both directions", seed => new BothDirections(seed), "2·24", 48),
        ("word vectors", seed => new WordVectors(seed), "10000·32", 320_000),
        ("… and two layers", seed => new WordsTwoLayers(seed), "320000 + 2080 + 784", null),
        ("… and four layers", seed => new WordsFourLayers(seed), "320000 + 4·2080", null),
    ];

    public static void Show(int seed)
    {
        Terminal.Heading("Shapes and parameters");
        Table table = Terminal.NewTable("Network", "Output", "Parameters", "Lecture", "Sum");
        foreach ((string what, Func<int, Model> create, string sum, int? lecture) in s_networks)
        {
            ModelDescription network = create(seed).Description;
            string output = $"(batch, {string.Join(", ", network.OutputShape)})";
            table.AddRow(what, output, $"{network.ParameterCount:N0}", lecture is null ? "" : $"{lecture:N0}", sum);
        }

        Terminal.Screen.Write(table);
        Terminal.WriteLine();
        Terminal.Summary(new Deep(seed));
    }
}
