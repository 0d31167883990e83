namespace RnnGen.Data.Tests.Fuzz;

/// <summary>What the weights are read into: 24,000 numbers.</summary>
[Model(7, 20, Batch = 2)]
[LSTM(64)]
[Dense(10)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class FuzzModel;

/// <summary>A model whose whole weight file is some hundred bytes.</summary>
[Model(3, Batch = 1)]
[Dense(2)]
[BatchNormalization]
[Loss(Loss.MeanSquaredError)]
public sealed partial class SmallFuzzModel;
