using System.Diagnostics;
using RnnGen;

namespace OwnCell;

/// <summary>A network with one of the cells.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">The cell, as the table shows it.</param>
/// <param name="Create">Makes the network; the seed determines its first weights.</param>
internal sealed record Contestant(string Name, string Title, Func<int, Model<float, float>> Create)
{
    public static readonly Contestant[] All =
    [
        new("rnn", "RNNCell, 1990", seed => new RnnAdder(seed)),
        new("lstm1997", "LSTM without forget gate, 1997", seed => new Lstm1997Adder(seed)),
        new("peephole", "LSTM with peepholes, 2002", seed => new PeepholeAdder(seed)),
        new("mgu", "Minimal gated unit, 2016", seed => new MguAdder(seed)),
        new("lstm", "LSTM, built in", seed => new LstmAdder(seed)),
    ];

    private const int TestSequences = 1000;

    /// <summary>Trains the network on fresh sequences, then tests it on others; ten times the mean loss since the last time is shown.</summary>
    public Result Run(int steps, int seed, Action<double> show, CancellationToken stop)
    {
        Model<float, float> model = Create(seed);
        var problem = new AddingProblem(seed);
        var optimizer = new Adam(learningRate: 0.005f) { GlobalClipNorm = 1 };
        double sum = 0;
        int interval = Math.Max(1, steps / 10);
        var times = new List<TimeSpan>();
        while (times.Count < steps && !stop.IsCancellationRequested)
        {
            (float[] sequences, float[] sums) = problem.Draw(AddingProblem.Batch);
            long start = Stopwatch.GetTimestamp();
            sum += model.TrainOnBatch(sequences, sums, optimizer);
            times.Add(Stopwatch.GetElapsedTime(start));
            if (times.Count % interval != 0)
                continue;
            show(sum / interval);
            sum = 0;
        }

        // The median: the first steps are compiled while they run.
        times.Sort();
        TimeSpan time = times.Count == 0 ? default : times[times.Count / 2];
        (float[] test, float[] expected) = new AddingProblem(seed: -1 - seed).Draw(TestSequences);
        float[] predicted = new float[TestSequences];
        model.Predict(test, predicted);
        float[] errors = [.. predicted.Zip(expected, (found, wanted) => MathF.Abs(found - wanted))];
        return new Result(
            this, model, time,
            errors.Average(error => (double)error * error),
            errors.Count(error => error < AddingProblem.Tolerance) / (double)TestSequences);
    }
}

/// <summary>What came out.</summary>
/// <param name="Contestant">The network's name.</param>
/// <param name="Model">The network, trained.</param>
/// <param name="StepTime">How long a training step took: half of them took longer.</param>
/// <param name="MeanSquaredError">On sequences that it has not seen.</param>
/// <param name="Right">How many of them were right, as a fraction.</param>
internal sealed record Result(Contestant Contestant, Model<float, float> Model, TimeSpan StepTime, double MeanSquaredError, double Right);
