using RnnGen;

namespace RnnByHand;

// The two loops that the lecture writes by hand.

/// <summary>Ten timesteps of four features, eight hidden units.</summary>
[Model(10, 4, Batch = 1, Style = CodeStyle.Textbook)]
[SimpleRNN(8, ReturnSequences = true)]
public sealed partial class SmallLoop;

/// <summary>A hundred timesteps of 32 features, 64 hidden units.</summary>
[Model(100, 32, Batch = 1)]
[SimpleRNN(64, ReturnSequences = true)]
public sealed partial class LongLoop;

// The networks whose summaries the lecture prints.

// SimpleRNN(3, input_shape=(10, 4))
[Model(10, 4)]
[SimpleRNN(3)]
public sealed partial class LastState;

// SimpleRNN(3, batch_input_shape=(5, 10, 4))
[Model(10, 4, Batch = 5)]
[SimpleRNN(3)]
public sealed partial class FiveAtOnce;

// SimpleRNN(3, input_shape=(10, 4), return_sequences=True)
[Model(10, 4)]
[SimpleRNN(3, ReturnSequences = true)]
public sealed partial class AllStates;

// SimpleRNN(3, input_shape=(10, 4), return_sequences=True), SimpleRNN(3, return_sequences=True)
[Model(10, 4)]
[SimpleRNN(3, ReturnSequences = true)]
[SimpleRNN(3, ReturnSequences = true)]
public sealed partial class Deep;

// Bidirectional(SimpleRNN(3, return_sequences=True), input_shape=(10, 4))
[Model(10, 4)]
[Bidirectional, SimpleRNN(3, ReturnSequences = true)]
public sealed partial class BothDirections;

// Embedding(10000, 32)
[Model(500, Input = InputKind.Tokens)]
[Embedding(10000, 32)]
public sealed partial class WordVectors;

// Embedding(10000, 32), SimpleRNN(32, return_sequences = True), SimpleRNN(16)
[Model(500, Input = InputKind.Tokens)]
[Embedding(10000, 32)]
[SimpleRNN(32, ReturnSequences = true)]
[SimpleRNN(16)]
public sealed partial class WordsTwoLayers;

// Embedding(10000, 32), three times SimpleRNN(32, return_sequences = True), SimpleRNN(32)
[Model(500, Input = InputKind.Tokens)]
[Embedding(10000, 32)]
[SimpleRNN(32, ReturnSequences = true)]
[SimpleRNN(32, ReturnSequences = true)]
[SimpleRNN(32, ReturnSequences = true)]
[SimpleRNN(32)]
public sealed partial class WordsFourLayers;

// The lecture's layers called on one sequence of four timesteps and five features: what return_sequences and
// return_state give.

[Model(4, 5, Batch = 1)]
[SimpleRNN(3)]
public sealed partial class Rnn;

[Model(4, 5, Batch = 1)]
[SimpleRNN(3, ReturnSequences = true)]
public sealed partial class RnnSequence;

[Model(4, 5, Batch = 1)]
[SimpleRNN(3, ReturnSequences = true, ReturnState = true)]
public sealed partial class RnnSequenceState;

[Model(4, 5, Batch = 1)]
[SimpleRNN(3, ReturnState = true)]
public sealed partial class RnnState;

[Model(4, 5, Batch = 1)]
[LSTM(3, ReturnState = true)]
public sealed partial class LstmState;

[Model(4, 5, Batch = 1)]
[LSTM(3, ReturnSequences = true, ReturnState = true)]
public sealed partial class LstmSequenceState;

[Model(4, 5, Batch = 1)]
[LSTM(3, ReturnSequences = true)]
public sealed partial class LstmSequence;
