using RnnGen;

namespace OwnCell;

// The same network five times, but for the cell: it reads pairs of a value and a mark, and gives one number at the end.

[Model(AddingProblem.Timesteps, AddingProblem.Features, Batch = AddingProblem.Batch)]
[RNN(typeof(RnnCell), 32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class RnnAdder;

[Model(AddingProblem.Timesteps, AddingProblem.Features, Batch = AddingProblem.Batch)]
[RNN(typeof(Lstm1997), 32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class Lstm1997Adder;

[Model(AddingProblem.Timesteps, AddingProblem.Features, Batch = AddingProblem.Batch)]
[RNN(typeof(PeepholeLstm), 32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class PeepholeAdder;

[Model(AddingProblem.Timesteps, AddingProblem.Features, Batch = AddingProblem.Batch)]
[RNN(typeof(MinimalGatedUnit), 32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class MguAdder;

/// <summary>The built-in LSTM, to compare with.</summary>
[Model(AddingProblem.Timesteps, AddingProblem.Features, Batch = AddingProblem.Batch)]
[LSTM(32)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class LstmAdder;
