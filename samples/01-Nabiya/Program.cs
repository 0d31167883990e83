using System.Text;
using Nabiya;
using RnnGen;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException mistake)
{
    Console.Error.WriteLine($"{mistake.Message} --help shows the options.");
    return 2;
}

if (options.WantsHelp)
{
    Console.WriteLine(Options.Help);
    return 0;
}

// The first Ctrl-C ends the training and goes on to show what was learned; the second ends the program.
var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

var screen = new Screen();
var results = new List<Result>();
foreach (Experiment experiment in options.Experiments)
{
    Model<float, int> model = experiment.Create(options.Seed);
    screen.ShowNetwork(experiment, model);

    int epochs = options.Epochs ?? experiment.Epochs;
    History history = screen.ShowTraining(
        epochs, progress => experiment.Train(model, epochs, progress, stop.Token));

    int[] oneStep = experiment.PredictOneStep(model);
    screen.ShowPrediction("One-step prediction", oneStep);
    int[] fullSong = experiment.PredictFullSong(model);
    screen.ShowPrediction("Full-song prediction", fullSong);

    results.Add(new Result(experiment, model.Description.ParameterCount, history, oneStep, fullSong));
    if (stop.IsCancellationRequested)
        break;
}

screen.ShowComparison(results);
return stop.IsCancellationRequested ? 130 : 0;
