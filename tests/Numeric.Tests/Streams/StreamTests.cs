using System.Globalization;
using RnnGen.Numeric.Tests.Behaviour;

namespace RnnGen.Numeric.Tests.Streams;

/// <summary>Streams as users run them: states are values, many streams share one set of weights, and nothing is allocated.</summary>
public class StreamTests
{
    private const int Timesteps = 40;
    private const int Features = 3;

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(39)]
    public void A_state_is_a_value_that_one_can_return_to(int at)
    {
        dynamic model = BehaviourNetworks.Stream.Create<Model<float, float>>(seed: 1);
        float[] x = BehaviourNetworks.Values(Timesteps * Features);
        float[] outputs = model.GoBack(x, at);
        Assert.Equal(outputs[..2], outputs[2..]);
        AssertClose(((Model<float>)model).Predict(x).ToArray(), outputs[..2]);
    }

    [Fact]
    public void Both_styles_agree()
    {
        dynamic fused = BehaviourNetworks.Stream.Create<Model<float>>(seed: 1), textbook = BehaviourNetworks.TextbookStream.Create<Model<float>>(seed: 1);
        float[] x = BehaviourNetworks.Values(Timesteps * Features);
        float[] outputs = textbook.GoBack(x, 9);
        AssertClose(fused.GoBack(x, 9), outputs);
        AssertClose(((Model<float>)textbook).Predict(x).ToArray(), outputs[..2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Many_streams_on_many_threads_share_the_weights(int threads)
    {
        const int PerThread = 5;
        dynamic model = BehaviourNetworks.Stream.Create<Model<float, float>>(seed: 1);
        int rows = threads * PerThread;
        float[] x = BehaviourNetworks.Values(rows * Timesteps * Features), found = new float[rows * 2];
        Thread[] all = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            for (int again = 0; again < 20; again++)
                model.RunStreams(x, thread * PerThread, PerThread, found);
        }))];
        foreach (Thread thread in all)
            thread.Start();
        foreach (Thread thread in all)
            thread.Join();
        AssertClose(((Model<float>)model).Predict(x).ToArray(), found);
    }

    [Fact]
    public void Step_allocates_nothing()
    {
        dynamic model = BehaviourNetworks.Stream.Create<Model<float, float>>(seed: 1);
        Assert.Equal(0L, model.Allocated(BehaviourNetworks.Values(2 * Features)));
    }

    [Fact]
    public void ResetStates_begins_anew()
    {
        var model = BehaviourNetworks.TokenStream.Create<Model<int>>(seed: 1);
        float[] first = ((dynamic)model).Run(new[] { 3, 0, 8 });
        AssertClose(model.Predict([0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 8]).ToArray(), first);
        float[] goneOn = ((dynamic)model).GoOn(5);
        model.ResetStates();
        float[] anew = ((dynamic)model).GoOn(5);
        Assert.NotEqual(goneOn, anew);
        AssertClose(((dynamic)model).Run(new[] { 5 }), anew);
    }

    [Fact]
    public void After_training_a_stream_has_the_new_weights()
    {
        var model = BehaviourNetworks.Stream.Create<Model<float, float>>(seed: 1);
        float[] x = BehaviourNetworks.Values(Timesteps * Features), before = ((dynamic)model).GoBack(x, 1);
        model.TrainOnBatch(x, [1f, -1f], new Adam(0.1f));
        float[] after = ((dynamic)model).GoBack(x, 1);
        Assert.NotEqual(before, after);
        AssertClose(model.Predict(x).ToArray(), after[..2]);
    }

    [Theory]
    [InlineData(0, 2, "Network.Step: x has 0 values, but one timestep has 3.")]
    [InlineData(2, 2, "Network.Step: x has 2 values, but one timestep has 3.")]
    [InlineData(120, 2, "Network.Step: x has 120 values, but one timestep has 3. Step takes one timestep at a time; Predict takes whole sequences.")]
    [InlineData(3, 1, "Network.Step: y has 1 value, but one timestep's output has 2.")]
    public void Wrong_sizes_are_named(int values, int room, string message)
    {
        dynamic model = BehaviourNetworks.Stream.Create<Model<float, float>>(seed: 1);
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => { model.StepWith(values, room); });
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    public void A_token_that_is_none_is_named(int token)
    {
        dynamic model = BehaviourNetworks.TokenStream.Create<Model<int>>(seed: 1);
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => model.Run(new[] { token }));
        string message = string.Create(CultureInfo.InvariantCulture, $"Network.Step: token is {token}, but the embedding has 9 rows: tokens are 0 to 8.");
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }
}
