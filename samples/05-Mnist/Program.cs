using Digits;
using RnnGen.Data;
using RnnGen.Samples;

const string Help =
    $"""
    Trains the lecture's networks on MNIST: handwritten digits, read as 28 timesteps of 28 pixels.

    Usage: dotnet run -c Release --project samples/05-Mnist -- [options]

      --model <names>   the networks to train, with commas between (default: lstm)
      --all             all networks for which the lecture prints results, and a table beside its numbers
      --exercise <n>    the networks of an exercise, 1 to 5
      --list            only show the names and parameters of all networks
      --epochs <n>      passes over the data (default: 5)
      --page <file>     write the table as a page of documentation, too
    {TrainingOptions.Help}
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    if (Networks.Catalogue.ShowList(commandLine))
        return;

    IReadOnlyList<Experiment<float, int>> networks = Networks.Catalogue.Read(commandLine);
    string? page = commandLine.Text("--page");
    var options = new TrainingOptions(commandLine, epochs: 5, stop);
    commandLine.End();

    IReadOnlyList<Trial<float, int>> trials = ImageCourse.Run("MNIST, row by row", networks, Mnist.Load(options.Data), options);
    if (page is not null)
        File.WriteAllText(page, Page.Write(trials, options, string.Join(' ', args)));
});
