using Cifar;
using RnnGen.Data;
using RnnGen.Samples;
using Network = RnnGen.Samples.Experiment<float, int>;

const string Help =
    $"""
    Trains convolutions with a recurrent layer behind them on CIFAR-10: colour pictures of ten kinds of things.

    Usage: dotnet run -c Release --project samples/07-Cifar -- [options]

      --model <names>   the networks to train, with commas between (default: cnn-lstm)
      --exercise <n>    the networks of exercise 8
      --all             all networks
      --list            only show the names and parameters of all networks
      --epochs <n>      passes over the data (default: 5)
    {TrainingOptions.Help}
    """;

Network lecture = new("cnn-lstm", "CNN, LSTM(30)", seed => new CnnLstm(seed));
Network[] exercise =
[
    lecture,
    new("cnn-rnn", "CNN, SimpleRNN(30)", seed => new CnnRnn(seed)),
    new("cnn-gru", "CNN, GRU(30)", seed => new CnnGru(seed)),
    new("cnn-bi-lstm", "CNN, Bidirectional LSTM(30)", seed => new CnnBiLstm(seed)),
    new("cnn-maps-lstm", "CNN, feature maps, LSTM(30)", seed => new CnnMapsLstm(seed)),
    new("cnn-rows-lstm", "CNN, rows, LSTM(30)", seed => new CnnRowsLstm(seed)),
    new("cnn-rows-bi-lstm-seq", "CNN, rows, Bidirectional LSTM(30), all states", seed => new CnnRowsBiLstm(seed)),
];
var catalogue = new Catalogue<float, int>
{
    Networks =
    [
        new("grey-lstm", "mean of the colours, LSTM(30)", seed => new GreyLstm(seed)),
        lecture,
        new("cnn-lstm-seq", "CNN, LSTM(30), all states", seed => new CnnLstmAll(seed)),
        .. exercise[1..],
    ],
    Default = [lecture],
    Exercises = new Dictionary<int, Network[]> { [8] = exercise },
};

return Sample.Run(args, Help, (commandLine, stop) =>
{
    if (catalogue.ShowList(commandLine))
        return;

    IReadOnlyList<Network> networks = catalogue.Read(commandLine);
    var options = new TrainingOptions(commandLine, epochs: 5, stop);
    commandLine.End();
    ImageCourse.Run("CIFAR-10", networks, Cifar10.Load(options.Data), options);
});
