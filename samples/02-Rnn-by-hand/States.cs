using RnnGen;
using RnnGen.Samples;

namespace RnnByHand;

/// <summary>What return_sequences and return_state give. All networks of a kind get the same weights.</summary>
internal static class States
{
    /// <summary>The sequence that the lecture prints: four timesteps of five features.</summary>
    private static readonly float[] s_sequence =
    [
        0.84867266f, 0.92500879f, 0.48712611f, 0.71488416f, 0.19518211f,
        0.73918089f, 0.85186399f, 0.84740328f, 0.02133248f, 0.38764084f,
        0.13385885f, 0.54036416f, 0.57698601f, 0.97540603f, 0.28678388f,
        0.68139167f, 0.33052752f, 0.11929124f, 0.74840668f, 0.79541883f,
    ];

    public static void Show(int seed)
    {
        Show("SimpleRNN(3)", new Rnn(seed));
        Show("SimpleRNN(3, return_sequences=True)", new RnnSequence(seed));
        Show("SimpleRNN(3, return_sequences=True, return_state=True)", new RnnSequenceState(seed));
        Show("SimpleRNN(3, return_state=True)", new RnnState(seed));
        Show("LSTM(3, return_state=True)", new LstmState(seed));
        Show("LSTM(3, return_sequences=True, return_state=True)", new LstmSequenceState(seed));
        Show("LSTM(3, return_sequences=True)", new LstmSequence(seed));
    }

    private static void Show(string layer, Model<float> model)
    {
        Terminal.Heading(layer);
        float[] output = model.Predict(s_sequence).ToArray();
        Show("output", model.Description.OutputShape, output);

        string[] names = ["h", "c"];
        for (int state = 1; state < model.Description.Outputs.Length; state++)
            Show($"state {names[state - 1]}", model.Description.Outputs[state], model.GetOutput(state).ToArray());

        if (model.Description.Outputs.Length > 1)
        {
            bool same = model.GetOutput(1).SequenceEqual(output.AsSpan(^3..));
            Terminal.WriteLine($"the last output is {(same ? "" : "not ")}state h");
        }
    }

    private static void Show(string what, int[] shape, float[] values)
    {
        string heading = $"{what} (1, {string.Join(", ", shape)})";
        foreach (float[] row in values.Chunk(3))
        {
            Terminal.WriteLine($"{heading,-20}{string.Join(' ', row.Select(value => $"{value,11:F7}"))}");
            heading = "";
        }
    }
}
