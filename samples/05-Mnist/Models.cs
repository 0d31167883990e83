using RnnGen;

namespace Digits;

// The networks of the lecture, each below the lecture's own lines. An image is a sequence: 28 timesteps, each a row of
// 28 pixels. What model.add(…) does in Keras, an attribute does here.
//
// The loss is the lecture's categorical cross-entropy. "Sparse" means that the right digit is given by its number
// instead of by a one-hot vector (to_categorical), which says the same with ten values.

/// <summary>7-1: what is left of the image after its last row is one state, from which the digit is read.</summary>
// model.add(SimpleRNN(units=64, input_shape=(28, 28), return_sequences=False))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[SimpleRNN(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnLast;

/// <summary>The digit is read from the states of all timesteps, so nothing has to be remembered to the end.</summary>
// model.add(SimpleRNN(units=64, return_sequences=True, input_shape=(28, 28)))
// model.add(Flatten())
// model.add(Dense(32, activation='relu'))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[SimpleRNN(64, ReturnSequences = true)]
[Flatten]
[Dense(32, Activation = Activation.Relu)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnAll;

/// <summary>Two layers: the second one reads the states of the first.</summary>
// model.add(SimpleRNN(units=64, return_sequences=True, input_shape=(28, 28)))
// model.add(SimpleRNN(units=32))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[SimpleRNN(64, ReturnSequences = true)]
[SimpleRNN(32)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnTwo;

/// <summary>7-2: three layers.</summary>
// model.add(SimpleRNN(units=64, return_sequences=True, input_shape=(28, 28)))
// model.add(SimpleRNN(units=64, return_sequences=True))
// model.add(SimpleRNN(units=32))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[SimpleRNN(64, ReturnSequences = true)]
[SimpleRNN(64, ReturnSequences = true)]
[SimpleRNN(32)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class RnnThree;

/// <summary>7-3: gates decide what is forgotten, stored and shown.</summary>
// model.add(LSTM(units=64, input_shape=(28, 28)))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LstmLast;

/// <summary>The LSTM with the states of all timesteps.</summary>
// model.add(LSTM(units=64, return_sequences=True, input_shape=(28, 28)))
// model.add(Flatten())
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LstmAll;

/// <summary>7-4: two gates instead of three, and no cell state.</summary>
// model.add(GRU(units=64, input_shape=(28, 28)))
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[GRU(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class GruLast;

/// <summary>Reads the image from above and from below.</summary>
// model.add(Bidirectional(SimpleRNN(units=64, return_sequences=True), input_shape=(28, 28)))
// model.add(Flatten())
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[Bidirectional, SimpleRNN(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiRnn;

/// <summary>The LSTM in both directions.</summary>
// model.add(Bidirectional(LSTM(units=64, return_sequences=True), input_shape=(28, 28)))
// model.add(Flatten())
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiLstm;

/// <summary>7-5: three layers of it.</summary>
// model.add(Bidirectional(LSTM(units=64, return_sequences=True), input_shape=(28, 28)))
// model.add(Bidirectional(LSTM(units=64, return_sequences=True)))
// model.add(Bidirectional(LSTM(units=64, return_sequences=True)))
// model.add(Flatten())
// model.add(Dense(10, activation='softmax'))
[Model(28, 28, Batch = 32)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Bidirectional, LSTM(64, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BiLstmThree;
