using System.Collections.Concurrent;
using RnnGen;
using RnnGen.Samples;
using RnnGen.Samples.Server;

const string Help =
    """
    Forecasts over HTTP: one set of weights, many callers at once, and streams that keep a state each.

    Usage: dotnet run -c Release --project samples/12-Server -- [options]

      --urls <address>  where to listen (default: http://127.0.0.1:5080)
      --seed <n>        a whole number of 0 or more that weights and curves are drawn from (default: 1)
      --measure         print how many predictions a second there are without HTTP, and end
      --help, -h        this text

      POST   /forecast        24 numbers as JSON: answers with the 25th
      POST   /streams/<name>  one number in an array, [0.5]: answers with the next one, going on from what the stream has seen
      DELETE /streams/<name>  forgets a stream

    Ctrl-C ends the server.
    """;

return Sample.Run(args, Help, (commandLine, stop) =>
{
    string urls = commandLine.Text("--urls") ?? "http://127.0.0.1:5080";
    int seed = commandLine.Number("--seed", least: 0) ?? 1;
    bool measure = commandLine.Flag("--measure");
    commandLine.End();

    Console.WriteLine("Learning to continue waves …");
    Forecaster model = Waves.Train(seed, stop);
    if (measure)
        Measurement.Print(model);
    else if (!stop.IsCancellationRequested)
        Serve(model, urls, stop);
});

static void Serve(Forecaster model, string urls, CancellationToken stop)
{
    // The weights are there once; each request that is being answered has memory of its own.
    var predictor = new Predictor<float>(model);
    var streams = new ConcurrentDictionary<string, WaveStream>();

    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.WebHost.UseUrls(urls);
    WebApplication app = builder.Build();

    app.MapPost("/forecast", (float[] values) =>
    {
        if (values.Length != Forecaster.InputSize)
            return Results.BadRequest($"{values.Length} values were sent, {Forecaster.InputSize} are needed.");
        float[] next = new float[Forecaster.OutputSize];
        predictor.Predict(values, next);
        return Results.Ok(next[0]);
    });

    app.MapPost("/streams/{name}", (string name, float[] value) =>
    {
        if (value.Length != 1)
            return Results.BadRequest($"{value.Length} values were sent; a stream takes one at a time.");
        WaveStream stream = streams.GetOrAdd(name, _ => new WaveStream());
        // Streams run at the same time; the values of one come one after the other.
        lock (stream)
        {
            float[] next = new float[Forecaster.StepOutputSize];
            model.Step(value, ref stream.State, next);
            return Results.Ok(next[0]);
        }
    });

    app.MapDelete("/streams/{name}", (string name) => streams.TryRemove(name, out _) ? Results.NoContent() : Results.NotFound());

    app.StartAsync(stop).GetAwaiter().GetResult();
    Console.WriteLine($"Listening on {urls}; Ctrl-C ends.");
    app.WaitForShutdownAsync(stop).GetAwaiter().GetResult();
}

/// <summary>What a stream has seen so far.</summary>
internal sealed class WaveStream
{
    public Forecaster.StreamState State;
}
