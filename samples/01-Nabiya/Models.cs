using RnnGen;

namespace Nabiya;

// The four networks of the lecture, each below the lecture's own lines. Each reads four notes and says which of 12
// notes comes next. What model.add(…) does in Keras, an attribute does here; the generator writes the rest of each
// class while the project is compiled.
//
// The loss is the lecture's categorical cross-entropy. "Sparse" means that the right note is given by its number, 0 to
// 11, instead of by a one-hot vector that says the same with twelve values.
//
// Batch = 1: the weights change after each single window of notes, as with the lecture's batch_size=1. So all four
// are trained the same way, and what they can and cannot do comes from the networks alone.

/// <summary>Multilayer perceptron: four notes are four inputs, which it sees at once.</summary>
// model.add(Dense(128, input_dim=4, activation='relu'))
// model.add(Dense(128, activation='relu'))
// model.add(Dense(one_hot_vec_size, activation='softmax'))
[Model(4, Batch = 1, Style = CodeStyle.Textbook)]
[Dense(128, Activation = Activation.Relu)]
[Dense(128, Activation = Activation.Relu)]
[Dense(Song.Classes, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class Mlp;

/// <summary>LSTM: four notes are four timesteps of one feature. After each window it forgets everything.</summary>
// model.add(LSTM(128, input_shape = (4, 1)))
// model.add(Dense(one_hot_vec_size, activation='softmax'))
[Model(4, 1, Batch = 1, Style = CodeStyle.Textbook)]
[LSTM(128)]
[Dense(Song.Classes, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class OneFeatureLstm;

/// <summary>Stateful LSTM: the same, but each window starts with the memory that the one before it left.</summary>
// model.add(LSTM(128, batch_input_shape = (1, 4, 1), stateful=True))
// model.add(Dense(one_hot_vec_size, activation='softmax'))
[Model(4, 1, Batch = 1, Style = CodeStyle.Textbook)]
[LSTM(128, Stateful = true)]
[Dense(Song.Classes, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class StatefulLstm;

/// <summary>Stateful LSTM with two features for each note, its pitch and its length, instead of one number.</summary>
// model.add(LSTM(128, batch_input_shape = (1, 4, 2), stateful=True))
// model.add(Dense(one_hot_vec_size, activation='softmax'))
[Model(4, 2, Batch = 1, Style = CodeStyle.Textbook)]
[LSTM(128, Stateful = true)]
[Dense(Song.Classes, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class TwoFeatureStatefulLstm;
