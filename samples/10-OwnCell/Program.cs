using OwnCell;
using RnnGen.Samples;
using Spectre.Console;

const string Help =
    """
    Trains networks with four cells of one's own, and one with the built-in LSTM, on the adding problem.

    Usage: dotnet run -c Release --project samples/10-OwnCell -- [options]

      --cell <names>    the cells, with commas between: rnn, lstm1997, peephole, mgu, lstm (default: all five)
      --steps <n>       batches that each is trained with, 1 or more (default: 3000)
      --seed <n>        a whole number of 0 or more that weights and sequences are drawn from (default: 1)
      --help, -h        this text

    Ctrl-C ends the training; what the networks have learned by then is shown, and the exit code is 130.
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    IReadOnlyList<Contestant> contestants = commandLine.Some("--cell", Contestant.All, contestant => contestant.Name);
    int steps = commandLine.Number("--steps", least: 1) ?? 3000;
    int seed = commandLine.Number("--seed", least: 0) ?? 1;
    commandLine.End();

    List<Result> results = Train(contestants.Count == 0 ? Contestant.All : contestants, steps, seed, stop);
    Compare(results);
    if (results.FirstOrDefault(result => result.Model is MguAdder)?.Model is MguAdder mgu)
        ShowByHand(mgu);
});

static List<Result> Train(IReadOnlyList<Contestant> contestants, int steps, int seed, CancellationToken stop)
{
    Terminal.Heading($"{AddingProblem.Timesteps} values, two of them marked: what is their sum?");
    Terminal.WriteLine($"Mean squared error in the course of {steps} batches of {AddingProblem.Batch} new sequences;");
    Terminal.WriteLine($"who remembers nothing stays at {AddingProblem.WithoutMemory:F3}.");
    Terminal.WriteLine();
    var results = new List<Result>();
    foreach (Contestant contestant in contestants.TakeWhile(_ => !stop.IsCancellationRequested))
    {
        Terminal.Screen.Write($"{contestant.Title,-32}");
        results.Add(contestant.Run(steps, seed, loss => Terminal.Screen.Write($" {loss:F3}"), stop));
        Terminal.WriteLine();
    }

    return results;
}

static void Compare(List<Result> results)
{
    Terminal.Heading("Comparison");
    Table table = Terminal.NewTable("Cell of 32 units", "Weights", "Step", "Error", "Right");
    foreach (Result result in results)
    {
        table.AddRow(
            result.Contestant.Title,
            $"{result.Model.Description.ParameterCount:N0}",
            $"{result.StepTime.TotalMilliseconds:F2} ms",
            $"{result.MeanSquaredError:F4}",
            $"{result.Right:P0}");
    }

    Terminal.Screen.Write(table);
    Terminal.WriteLine($"Error: mean square, on 1,000 sequences not seen in training. Right: off by less than {AddingProblem.Tolerance}.");
}

static void ShowByHand(MguAdder model)
{
    Terminal.Heading("The minimal gated unit, called by hand");
    (float[] sequence, float[] sum) = new AddingProblem(seed: 12345).Draw(1);
    float network = model.Predict(sequence)[0], byHand = ByHand.Predict(model, sequence);
    Terminal.WriteLine($"two values that add up to  {sum[0]:F5}");
    Terminal.WriteLine($"the network says           {network:F5}");
    Terminal.WriteLine($"Step, called {AddingProblem.Timesteps} times, says {byHand:F5}");
}
