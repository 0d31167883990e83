using Hello;
using RnnGen;
using RnnGen.Samples;
using Spectre.Console;

const string Help =
    """
    Trains the lecture's smallest network to read h e l l o and say e l l o <EOS>, then shows each timestep.

    Usage: dotnet run -c Release --project samples/03-Hello -- [options]

      --epochs <n>      how often it reads the word, 1 or more (default: 300)
      --seed <n>        a whole number that the first weights are drawn from (default: 1)
      --help, -h        this text
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    int epochs = commandLine.Number("--epochs", least: 1) ?? 300;
    int seed = commandLine.Number("--seed") ?? 1;
    commandLine.End();

    ShowVectors(seed);
    NextLetter model = Train(seed, epochs, stop);
    ShowSteps(model);
});

// Two ways to make a vector of a letter. The network below reads one-hot vectors.
static void ShowVectors(int seed)
{
    Terminal.Heading("Letters as vectors");
    var embedding = new LetterVectors(seed);
    for (int letter = 0; letter < Letters.Count; letter++)
    {
        string oneHot = string.Join(' ', Letters.OneHot(letter));
        string vector = Numbers(embedding.Predict([letter]).ToArray().Select(value => (double)value), decimals: 3);
        Terminal.WriteLine($"{letter}  {Letters.Names[letter],-5}  one-hot [{oneHot}]  embedding {vector}");
    }

    Terminal.WriteLine($"The embedding's {LetterVectors.ParameterCount} values are weights, so far as drawn; training would move them.");
}

static NextLetter Train(int seed, int epochs, CancellationToken stop)
{
    Terminal.Heading("Training");
    var model = new NextLetter(seed);
    Terminal.Summary(model);

    History history = model.Fit(
        Input(), Letters.Target, new Adam(learningRate: 0.05f), epochs, verbose: Verbosity.Silent, cancellationToken: stop);

    IReadOnlyList<double> loss = history["loss"];
    for (int epoch = 0; epoch < loss.Count; epoch += Math.Max(1, loss.Count / 6))
        Terminal.WriteLine($"epoch {epoch + 1,4}  loss {loss[epoch]:F4}");
    Terminal.WriteLine($"epoch {loss.Count,4}  loss {loss[^1]:F4}");
    return model;
}

// The lecture's four cells for each timestep, then the whole word at once by the network itself.
static void ShowSteps(NextLetter model)
{
    Step[] steps = new ByHand(model).Run();
    for (int t = 0; t < steps.Length; t++)
    {
        Terminal.Heading($"Timestep {t + 1} reads {Letters.Names[Letters.Input[t]]}");
        Terminal.WriteLine($"hidden  {Numbers(steps[t].Hidden, decimals: 7)}");
        Terminal.WriteLine($"output  {Numbers(steps[t].Logits, decimals: 7)}");
        Terminal.WriteLine($"result  {Letters.Names[steps[t].Result]}  ({steps[t].Probabilities.Max():P1})");
    }

    Terminal.Heading("The whole word");
    Terminal.WriteLine($"input           {Letters.Text(Letters.Input)}");
    float[] predicted = model.Predict(Input()).ToArray();
    ShowWord("SimpleRNN", predicted);

    // model.set_weights([w_xh, w_hh, b_h, w_hy, b_y])
    var own = new NextLetterOwnCell();
    own.SetWeights(model.GetWeights());
    float[] predictedByOwnCell = own.Predict(Input()).ToArray();
    ShowWord("RNN(RnnCell)", predictedByOwnCell);

    float[] byHand = [.. steps.SelectMany(step => step.Probabilities).Select(share => (float)share)];
    Terminal.WriteLine(
        $"The {byHand.Length} probabilities differ by {Difference(predicted, byHand):0e-0} at most from those computed by hand, "
        + $"and by {Difference(predicted, predictedByOwnCell):0e-0} between the two networks.");
}

static void ShowWord(string layer, float[] probabilities)
{
    int[] said = [.. probabilities.Chunk(Letters.Count).Select(row => Array.IndexOf(row, row.Max()))];
    string colour = said.SequenceEqual(Letters.Target) ? "green" : "red";
    Terminal.Screen.MarkupLine($"{layer,-14}  [{colour}]{Markup.Escape(Letters.Text(said))}[/]");
}

static float Difference(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();

static float[] Input() => [.. Letters.Input.SelectMany(Letters.OneHot)];

static string Numbers(IEnumerable<double> values, int decimals)
    => $"[{string.Join(' ', values.Select(value => value.ToString($"F{decimals}").PadLeft(decimals + 3)))}]";
