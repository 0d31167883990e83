using RnnGen;

namespace Reviews;

// The networks of the lecture: 500 words of a review, each looked up in a table of vectors, then a recurrent layer, then one
// number: how probable it is that the review is positive.

// model.add(Embedding(num_words, 32))
// model.add(SimpleRNN(32))
// model.add(Dense(1, activation = 'sigmoid'))
[Model(Words.Length, Batch = 128, Input = InputKind.Tokens)]
[Embedding(Words.Count, 32)]
[SimpleRNN(32)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossentropy)]
public sealed partial class RnnReview;

// model.add(Embedding(num_words, 32))
// model.add(LSTM(32))
// model.add(Dense(1, activation = 'sigmoid'))
[Model(Words.Length, Batch = 128, Input = InputKind.Tokens)]
[Embedding(Words.Count, 32)]
[LSTM(32)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossentropy)]
public sealed partial class LstmReview;

/// <summary>The third kind of layer that the lecture explains.</summary>
[Model(Words.Length, Batch = 128, Input = InputKind.Tokens)]
[Embedding(Words.Count, 32)]
[GRU(32)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossentropy)]
public sealed partial class GruReview;
