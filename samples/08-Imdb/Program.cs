using Reviews;
using RnnGen;
using RnnGen.Data;
using RnnGen.Reports;
using RnnGen.Samples;
using Network = RnnGen.Samples.Experiment<int, float>;

const string Help =
    $"""
    Trains the lecture's networks on film reviews of IMDB: is a review positive?

    Usage: dotnet run -c Release --project samples/08-Imdb -- [options]

      --model <names>   the networks to train, with commas between: simple-rnn, lstm, gru (default: lstm)
      --all             all of them, side by side
      --list            only show the names and parameters of all networks
      --epochs <n>      passes over the data (default: 10)
      --best            end with the weights of the epoch whose validation has the smallest loss, not with the last
    {TrainingOptions.Help}
    """;

Network lstm = new("lstm", "Embedding(10000, 32), LSTM(32)", seed => new LstmReview(seed));
var catalogue = new Catalogue<int, float>
{
    Networks =
    [
        new("simple-rnn", "Embedding(10000, 32), SimpleRNN(32)", seed => new RnnReview(seed)),
        lstm,
        new("gru", "Embedding(10000, 32), GRU(32)", seed => new GruReview(seed)),
    ],
    Default = [lstm],
};

return Sample.Run(args, Help, (commandLine, stop) =>
{
    if (catalogue.ShowList(commandLine))
        return;

    IReadOnlyList<Network> networks = catalogue.Read(commandLine);
    var options = new TrainingOptions(commandLine, epochs: 10, stop, emaMomentum: 0.95f);
    bool keepBest = commandLine.Flag("--best");
    commandLine.End();

    // imdb.load_data(num_words = num_words), sequence.pad_sequences(input_train, maxlen = max_len)
    TextSet reviews = Imdb.Load(options.Data);
    Tokenizer tokenizer = Tokenizer.Fit(reviews.Train.Texts, Words.Count);
    // load_data shuffles, too: reviews of a film stand side by side, and the last films would be the validation's.
    Dataset<int, float> rows = reviews.Train.ToBinaryDataset(tokenizer, Words.Length).AsRows().Shuffle(seed: 113).ToDataset();
    Dataset<int, float> train = options.Limit(rows);
    Dataset<int, float> test = options.Limit(reviews.Test.ToBinaryDataset(tokenizer, Words.Length));

    // model.compile(optimizer = 'rmsprop', …), model.fit(…, validation_split = 0.2)
    Course.Run(
        "IMDB: good reviews and bad ones",
        networks,
        train,
        test,
        () => new RMSprop { UseEma = options.Ema, EmaMomentum = options.EmaMomentum },
        options,
        (trial, page) => Show(trial, reviews, test, page),
        validationSplit: 0.2f,
        keepBest);
});

static void Show(Trial<int, float> trial, TextSet reviews, Dataset<int, float> test, Report page)
{
    Terminal.WriteLine(Sketch.Curves(trial.History));
    Terminal.WriteLine();

    float[] positive = trial.Model.Predict(test.X.Span).ToArray();
    for (int i = 0; i < 6; i++)
    {
        string mark = positive[i] > 0.5f == reviews.Test.Labels[i] > 0 ? " " : "✗";
        Terminal.WriteLine($"{mark} {positive[i],5:P0} positive: {reviews.Test.Texts[i][..70]}…");
    }

    int[] labels = Array.ConvertAll(test.Y.ToArray(), label => (int)label);
    int[] predictions = Array.ConvertAll(positive, share => share > 0.5f ? 1 : 0);
    page.AddConfusionMatrix(new ConfusionMatrix(labels, predictions, reviews.ClassNames));
}
