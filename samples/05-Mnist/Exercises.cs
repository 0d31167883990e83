using RnnGen;

namespace Digits;

// The lecture's exercises 1 to 5.

/// <summary>Exercise 1: the network of 7-1 with 24 units.</summary>
[Model(28, 28, Batch = 32)]
[SimpleRNN(24)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class Rnn24;

/// <summary>Exercise 1: … with 32 units.</summary>
[Model(28, 28, Batch = 32)]
[SimpleRNN(32)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class Rnn32;

/// <summary>Exercise 1: … with 128 units.</summary>
[Model(28, 28, Batch = 32)]
[SimpleRNN(128)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class Rnn128;

/// <summary>Exercise 2: three layers of 64, 64 and 32 units, all their states, then 32 and 10 outputs.</summary>
[Model(28, 28, Batch = 32)]
[SimpleRNN(64, ReturnSequences = true)]
[SimpleRNN(64, ReturnSequences = true)]
[SimpleRNN(32, ReturnSequences = true)]
[Flatten]
[Dense(32, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnThreeAll;

/// <summary>Exercise 3: three LSTMs.</summary>
[Model(28, 28, Batch = 32)]
[LSTM(64, ReturnSequences = true)]
[LSTM(64, ReturnSequences = true)]
[LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LstmThree;

/// <summary>Exercise 3: the same with dropout, each layer ignoring a share of its inputs in training.</summary>
[Model(28, 28, Batch = 32)]
[LSTM(64, ReturnSequences = true, Dropout = 0.2)]
[LSTM(64, ReturnSequences = true, Dropout = 0.2)]
[LSTM(64, ReturnSequences = true, Dropout = 0.2)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LstmThreeDropout;

/// <summary>Exercise 4: exercise 2 with LSTMs in both directions.</summary>
[Model(28, 28, Batch = 32)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(32, ReturnSequences = true)]
[Flatten]
[Dense(32, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiLstmThreeAll;

/// <summary>Exercise 5: three GRUs, all their states.</summary>
[Model(28, 28, Batch = 32)]
[GRU(64, ReturnSequences = true)]
[GRU(64, ReturnSequences = true)]
[GRU(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class GruThree;
