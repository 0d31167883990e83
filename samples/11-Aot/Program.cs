using System.Diagnostics;
using Aot;
using RnnGen;

const string Help =
    """
    Reads digits with a trained network, then learns how its user writes one of them.

    Usage: digits [option]

      --measure     the first prediction, then waits; a line on the input starts a timing of training steps
      --help, -h    this text
    """;

switch (args)
{
    case []:
        break;
    case ["--measure"]:
        return Measure();
    case ["--help" or "-h"]:
        Console.WriteLine(Help);
        return 0;
    default:
        Console.Error.WriteLine($"'{string.Join(' ', args)}' is not known. --help shows the options.");
        return 2;
}

var model = new Digits(seed: 1);
Console.WriteLine("The network has learned MNIST's digits. Some that it has never seen:");
foreach (Drawing drawing in Drawings.Primer)
    Console.Write($"  {drawing.Name} read as {Read(model, drawing.Image())}");

Console.WriteLine($"\n\nThis user writes a {Drawings.Own.Name}:\n\n{Drawing.Show(Drawings.Own.Image())}");
Console.WriteLine($"The network reads a {Read(model, Drawings.Own.Image())}.");

LearnOwn(model, steps: 60);
Console.WriteLine($"After 60 steps of training, 32 drawings each, it reads a {Read(model, Drawings.Own.Image())}. The others:");
foreach (Drawing drawing in Drawings.Primer)
    Console.Write($"  {drawing.Name} read as {Read(model, drawing.Image())}");
Console.WriteLine();
return Read(model, Drawings.Own.Image()) == Drawings.Own.Digit ? 0 : 1;

static int Read(Digits model, ReadOnlySpan<float> image)
{
    ReadOnlySpan<float> probabilities = model.Predict(image);
    int best = 0;
    for (int digit = 1; digit < probabilities.Length; digit++)
    {
        if (probabilities[digit] > probabilities[best])
            best = digit;
    }

    return best;
}

// Every second drawing is the user's own; the rest are the others, so that they are not forgotten.
static void LearnOwn(Digits model, int steps)
{
    var hand = new Random(1);
    var optimizer = new Adam(1e-3f);
    for (int step = 0; step < steps; step++)
    {
        var x = new List<float>();
        var y = new List<int>();
        for (int row = 0; row < Digits.Batch; row++)
        {
            Drawing drawing = row % 2 == 0 ? Drawings.Own : Drawings.Primer[hand.Next(Drawings.Primer.Count)];
            x.AddRange(drawing.Image(hand));
            y.Add(drawing.Digit);
        }

        model.TrainOnBatch(x.ToArray(), y.ToArray(), optimizer);
    }
}

// For tests/Package.Tests and benchmarks/deployment, which read the clock and the process' memory from outside.
static int Measure()
{
    RnnGenOptions.Threads = 1;
    var model = new Digits(seed: 1);
    Console.WriteLine($"first prediction: {Read(model, Drawings.Primer[7].Image())}");
    if (Console.ReadLine() is null)
        return 0;

    float[] x = [.. Enumerable.Range(0, Digits.Batch).SelectMany(row => Drawings.Primer[row % 10].Image())];
    int[] y = [.. Enumerable.Range(0, Digits.Batch).Select(row => row % 10)];
    var optimizer = new Adam();
    double best = double.MaxValue;
    var clock = Stopwatch.StartNew();
    while (clock.Elapsed.TotalSeconds < 1.5)
    {
        TimeSpan begin = clock.Elapsed;
        for (int step = 0; step < 20; step++)
            model.TrainOnBatch(x, y, optimizer);
        best = Math.Min(best, (clock.Elapsed - begin).TotalMilliseconds / 20);
    }

    Console.WriteLine(FormattableString.Invariant($"training step: {best:F4} ms"));
    return 0;
}
