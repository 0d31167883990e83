namespace RnnGen.Samples.Server;

/// <summary>The next value of a curve after 24 of them. Batch is for training; a request has one row.</summary>
[Model(24, 1, Batch = 32)]
[LSTM(32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class Forecaster;
