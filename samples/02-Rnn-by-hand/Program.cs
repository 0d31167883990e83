using RnnByHand;
using RnnGen.Samples;

const string Help =
    """
    A recurrent layer from the inside: the lecture's loop beside the generated code, shapes and parameters, states.

    Usage: dotnet run -c Release --project samples/02-Rnn-by-hand -- [options]

      --part <names>    what to show, with commas between: loop, summaries, states (default: all)
      --seed <n>        a whole number that the weights are drawn from (default: 1)
      --help, -h        this text
    """;

(string Name, Action<int> Show)[] parts =
    [("loop", Loops.Show), ("summaries", Summaries.Show), ("states", States.Show)];

return Sample.Run(args, Help, (commandLine, _) =>
{
    var asked = commandLine.Some("--part", parts, part => part.Name);
    int seed = commandLine.Number("--seed") ?? 1;
    commandLine.End();

    foreach (var part in asked.Count > 0 ? asked : parts)
        part.Show(seed);
});
