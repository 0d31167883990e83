using Aot;
using RnnGen;
using RnnGen.Data;
using RnnGen.Samples;

const string Help =
    """
    Trains the network of sample 11-Aot on MNIST and writes its weights.

    Usage: dotnet run -c Release --project samples/11-Aot/Trainer -- [options]

      --epochs <n>      how often it sees the 60,000 images, 1 or more (default: 10)
      --out <file>      the file of weights (default: samples/11-Aot/digits.safetensors)
      --data <folder>   where MNIST is, or is downloaded to
      --no-download     do not download it
      --help, -h        this text
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    int epochs = commandLine.Number("--epochs", least: 1) ?? 10;
    string file = commandLine.Text("--out") ?? "samples/11-Aot/digits.safetensors";
    var options = new DataOptions
    {
        Folder = commandLine.Text("--data"),
        Download = !commandLine.Flag("--no-download"),
        CancellationToken = stop,
    };
    commandLine.End();

    ImageSet mnist = Mnist.Load(options);
    var model = new Digits(seed: 1);
    var optimizer = new Adam(2e-3f);
    for (int epoch = 0; epoch < epochs; epoch++)
    {
        // Smaller and smaller steps: from 2e-3 down a quarter of a cosine.
        optimizer.LearningRate = 2e-3f * MathF.Cos(MathF.PI / 2 * epoch / epochs);
        model.Fit(mnist.Train, optimizer, epochs: 1, cancellationToken: stop);
    }

    Terminal.WriteLine($"test accuracy {model.Evaluate(mnist.Test)["accuracy"]:P2}");
    model.SaveWeights(file);
});
