namespace RnnGen.Benchmarks.Textbook;

// The workloads in the Textbook style; the classes of the other style differ in nothing else.

[Model(28, 28, Batch = 32, Style = CodeStyle.Textbook)]
[SimpleRNN(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W1;

[Model(28, 28, Batch = 32, Style = CodeStyle.Textbook)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W2;

[Model(28, 28, Batch = 32, Style = CodeStyle.Textbook)]
[GRU(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W3;

[Model(28, 28, Batch = 32, Style = CodeStyle.Textbook)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W4;

[Model(28, 28, Batch = 32, Style = CodeStyle.Textbook)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W5;

[Model(500, Batch = 128, Input = InputKind.Tokens, Style = CodeStyle.Textbook)]
[Embedding(10000, 32)]
[LSTM(32)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossentropy)]
internal sealed partial class W6;

[Model(300, Batch = 32, Input = InputKind.Tokens, Style = CodeStyle.Textbook)]
[Embedding(10000, 256)]
[GRU(256, ReturnSequences = true)]
[GRU(128)]
[Dense(46, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W7;

[Model(4, 1, Batch = 1, Style = CodeStyle.Textbook)]
[LSTM(128, Stateful = true)]
[Dense(12, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class W8;

// Streams: how many timesteps there are does not matter to Step.
[Model(1, 28, Style = CodeStyle.Textbook)]
[LSTM(64)]
internal sealed partial class W9Lstm64;

[Model(1, 1, Style = CodeStyle.Textbook)]
[LSTM(128)]
internal sealed partial class W9Lstm128;

[Model(1, 1, Style = CodeStyle.Textbook)]
[GRU(8)]
[Dense(1)]
internal sealed partial class W9Gru8;

[Model(50, 1, Batch = 16, Style = CodeStyle.Textbook)]
[SimpleRNN(200)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
internal sealed partial class W10;
