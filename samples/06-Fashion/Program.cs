using Fashion;
using RnnGen.Data;
using RnnGen.Samples;
using Network = RnnGen.Samples.Experiment<float, int>;

const string Help =
    $"""
    Trains recurrent networks on Fashion-MNIST: pictures of clothes, read as 28 timesteps of 28 pixels.

    Usage: dotnet run -c Release --project samples/06-Fashion -- [options]

      --model <names>   the networks to train, with commas between (default: those of exercise 6)
      --exercise <n>    the networks of an exercise, 6 or 7
      --all             all networks
      --list            only show the names and parameters of all networks
      --epochs <n>      passes over the data (default: 5)
    {TrainingOptions.Help}
    """;

Network[] oneDirection =
[
    new("simple-rnn", "SimpleRNN(64)", seed => new RnnLast(seed)),
    new("lstm", "LSTM(64)", seed => new LstmLast(seed)),
    new("gru", "GRU(64)", seed => new GruLast(seed)),
];
Network[] bothDirections =
[
    new("bi-rnn", "Bidirectional SimpleRNN(64)", seed => new BiRnn(seed)),
    new("bi-lstm", "Bidirectional LSTM(64)", seed => new BiLstm(seed)),
    new("bi-gru", "Bidirectional GRU(64)", seed => new BiGru(seed)),
    new("bi-rnn-3", "3 × Bidirectional SimpleRNN(64)", seed => new BiRnnThree(seed)),
    new("bi-lstm-3", "3 × Bidirectional LSTM(64)", seed => new BiLstmThree(seed)),
    new("bi-gru-3", "3 × Bidirectional GRU(64)", seed => new BiGruThree(seed)),
];
var catalogue = new Catalogue<float, int>
{
    Networks = [.. oneDirection, .. bothDirections],
    Default = oneDirection,
    Exercises = new Dictionary<int, Network[]> { [6] = oneDirection, [7] = bothDirections },
};

return Sample.Run(args, Help, (commandLine, stop) =>
{
    if (catalogue.ShowList(commandLine))
        return;

    IReadOnlyList<Network> networks = catalogue.Read(commandLine);
    var options = new TrainingOptions(commandLine, epochs: 5, stop);
    commandLine.End();
    ImageCourse.Run("Fashion-MNIST, row by row", networks, FashionMnist.Load(options.Data), options);
});
