using RnnGen;

namespace Fashion;

// Exercise 6: which of the three kinds of recurrent layers is best at clothes?

[Model(28, 28, Batch = 32)]
[SimpleRNN(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnLast;

[Model(28, 28, Batch = 32)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LstmLast;

[Model(28, 28, Batch = 32)]
[GRU(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class GruLast;

// Exercise 7: the same in both directions of time, all states …

[Model(28, 28, Batch = 32)]
[Bidirectional, SimpleRNN(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiRnn;

[Model(28, 28, Batch = 32)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiLstm;

[Model(28, 28, Batch = 32)]
[Bidirectional, GRU(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiGru;

// … and with three layers.

[Model(28, 28, Batch = 32)]
[Bidirectional, SimpleRNN(64, ReturnSequences = true)]
[Bidirectional, SimpleRNN(64, ReturnSequences = true)]
[Bidirectional, SimpleRNN(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiRnnThree;

[Model(28, 28, Batch = 32)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiLstmThree;

[Model(28, 28, Batch = 32)]
[Bidirectional, GRU(64, ReturnSequences = true)]
[Bidirectional, GRU(64, ReturnSequences = true)]
[Bidirectional, GRU(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiGruThree;
