namespace RnnGen;

/// <summary>What a callback has to know to go on where another run of the program was stopped.</summary>
/// <param name="Numbers">Counters and measured values.</param>
/// <param name="Weights">Weights it has put aside; empty for none.</param>
internal sealed record CallbackState(double[] Numbers, float[] Weights);
