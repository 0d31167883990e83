using Nabiya;
using RnnGen;
using RnnGen.Samples;

return Sample.Run(args, Options.Help, (commandLine, stop) =>
{
    var options = new Options(commandLine);
    var screen = new Screen();
    var results = new List<Result>();
    foreach (Experiment experiment in options.Experiments)
    {
        Model<float, int> model = experiment.Create(options.Seed);
        Terminal.Heading(experiment.Title);
        Terminal.Summary(model);

        int epochs = options.Epochs ?? experiment.Epochs;
        History history = screen.ShowTraining(epochs, progress => experiment.Train(model, epochs, progress, stop));

        int[] oneStep = experiment.PredictOneStep(model);
        screen.ShowPrediction("One-step prediction", oneStep);
        int[] fullSong = experiment.PredictFullSong(model);
        screen.ShowPrediction("Full-song prediction", fullSong);

        results.Add(new Result(experiment, model.Description.ParameterCount, history, oneStep, fullSong));
        if (stop.IsCancellationRequested)
            break;
    }

    screen.ShowComparison(results);
});
