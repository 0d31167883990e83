using News;
using RnnGen;
using RnnGen.Data;
using RnnGen.Reports;
using RnnGen.Samples;
using Spectre.Console;
using Network = RnnGen.Samples.Experiment<int, int>;

const string Help =
    $"""
    Trains the lecture's two GRU layers on news of Reuters: what is an article about?

    Usage: dotnet run -c Release --project samples/09-Reuters -- [options]

      --model <names>   the networks to train, with commas between: gru-2, gru-2-backwards, small, small-mask,
                        small-backwards, small-max (default: gru-2)
      --all             all of them, side by side
      --list            only show the names and parameters of all networks
      --epochs <n>      passes over the data (default: 20)
      --best            end with the weights of the epoch whose validation has the smallest loss, not with the last
    {TrainingOptions.Help}
    """;

Network two = new("gru-2", "Embedding(10000, 256), GRU(256), GRU(128)", seed => new GruTopics(seed));
Network twoBackwards = new("gru-2-backwards", "Embedding(10000, 256), GRU(256), GRU(128) backwards", seed => new BackwardsGruTopics(seed));
Network small = new("small", "Embedding(10000, 64), GRU(64)", seed => new SmallTopics(seed));
Network smallMask = new("small-mask", "Embedding(10000, 64), GRU(64), without padding", seed => new SmallMaskTopics(seed));
Network smallBackwards = new("small-backwards", "Embedding(10000, 64), GRU(64) backwards", seed => new SmallBackwardsTopics(seed));
Network smallMax = new("small-max", "Embedding(10000, 64), GRU(64), largest states", seed => new SmallMaxTopics(seed));
Network lecture = new("lecture", "the lecture's, with 46 topics (not to be trained)", seed => new LectureTopics(seed));
Network[] trained = [two, twoBackwards, small, smallMask, smallBackwards, smallMax];

return Sample.Run(args, Help, (commandLine, stop) =>
{
    var shown = new Catalogue<int, int> { Networks = [.. trained, lecture], Default = [two] };
    if (shown.ShowList(commandLine))
        return;

    IReadOnlyList<Network> networks = new Catalogue<int, int> { Networks = trained, Default = [two] }.Read(commandLine);
    var options = new TrainingOptions(commandLine, epochs: 20, stop, emaMomentum: 0.99f);
    bool keepBest = commandLine.Flag("--best");
    commandLine.End();

    // reuters.load_data(num_words = num_words), pad_sequences(x_train, maxlen = max_len)
    TextSet news = Reuters.Load(options.Data);
    Tokenizer tokenizer = Tokenizer.Fit(news.Train.Texts, Words.Count);
    // load_data shuffles, too: the articles are in the order of their dates, and the last ones would be the validation's.
    Dataset<int, int> articles = news.Train.ToDataset(tokenizer, Words.Length).AsRows().Shuffle(seed: 113).ToDataset();
    Dataset<int, int> train = options.Limit(articles);
    Dataset<int, int> test = options.Limit(news.Test.ToDataset(tokenizer, Words.Length));

    // model.compile(optimizer = 'adam', …), model.fit(…, validation_split = 0.2)
    Course.Run(
        "Reuters: what is it about?",
        networks,
        train,
        test,
        () => new Adam { UseEma = options.Ema, EmaMomentum = options.EmaMomentum },
        options,
        (trial, page) => Show(trial, news, test, page),
        validationSplit: 0.2f,
        keepBest);
});

static void Show(Trial<int, int> trial, TextSet news, Dataset<int, int> test, Report page)
{
    Terminal.WriteLine(Sketch.Curves(trial.History));
    Terminal.WriteLine();

    int[] predictions = ConfusionMatrix.ArgMax(trial.Model.Predict(test.X.Span), Words.Topics);
    var matrix = new ConfusionMatrix(test.Y.Span, predictions, news.ClassNames);
    Table table = Terminal.NewTable("Topic", "Articles", "Precision", "Recall", "F1");
    foreach (int topic in Enumerable.Range(0, Words.Topics).OrderByDescending(matrix.Total).Take(12))
    {
        table.AddRow(
            Markup.Escape(news.ClassNames[topic]),
            $"{matrix.Total(topic)}",
            $"{matrix.Precision(topic):P1}",
            $"{matrix.Recall(topic):P1}",
            $"{matrix.F1(topic):F3}");
    }

    Terminal.Screen.Write(table);
    page.AddConfusionMatrix(matrix);
}
