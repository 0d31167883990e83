using RnnGen;

namespace RnnGenApp;

/// <summary>Reads 24 hours of one value each, and says the next one.</summary>
[Model(24, 1, Batch = 32)]
[LSTM(16)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class Forecast;
