using RnnGen;

namespace Hello;

/// <summary>A letter's number becomes a vector of two trainable values.</summary>
// inputs = Input(shape=())
// embeded = Embedding(input_dim=5, output_dim=2)(inputs)
[Model(1, Batch = 1, Input = InputKind.Tokens, Style = CodeStyle.Textbook)]
[Embedding(Letters.Count, 2)]
public sealed partial class LetterVectors;

/// <summary>Reads a letter at each timestep, remembers three numbers, and says which letter comes next.</summary>
// inputs = Input(shape=(n_steps, n_inputs))
// hidden = SimpleRNN(n_neurons, return_sequences=True)(inputs)
// output = Dense(n_outputs, activation='softmax')(hidden)
[Model(Letters.Steps, Letters.Count, Batch = 1, Style = CodeStyle.Textbook)]
[SimpleRNN(3, ReturnSequences = true)]
[Dense(Letters.Count, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class NextLetter;
