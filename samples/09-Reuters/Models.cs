using RnnGen;

namespace News;

/// <summary>How articles become numbers.</summary>
internal static class Words
{
    /// <summary>Different words, the most frequent ones; all others are one: unknown (num_words in the lecture).</summary>
    public const int Count = 10_000;

    /// <summary>
    /// Words that a network reads (max_len in the lecture). Of longer articles these are the last ones; shorter ones are
    /// filled up with zeros in front.
    /// </summary>
    public const int Length = 300;

    /// <summary>Topics: 52 in R52, where the selection that Keras has would have 46.</summary>
    public const int Topics = 52;
}

/// <summary>The network of the lecture.</summary>
// model.add(Embedding(input_dim = num_words, output_dim = 256))
// model.add(GRU(256, return_sequences = True))
// model.add(GRU(128))
// model.add(Dense(46, activation = 'softmax'))
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 256)]
[GRU(256, ReturnSequences = true)]
[GRU(128)]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class GruTopics;

/// <summary>
/// The lecture's network, whose second layer reads from the end to the beginning, so that the headline comes last; the zeros in
/// front of an article, which would then come after it, do not exist for it (Keras: mask_zero, go_backwards).
/// </summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 256, MaskZero = true)]
[GRU(256, ReturnSequences = true)]
[GRU(128, GoBackwards = true)]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class BackwardsGruTopics;

/// <summary>A small one of the same kind, for those in a hurry.</summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 64)]
[GRU(64)]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class SmallTopics;

/// <summary>The small one, to which the zeros in front of an article do not exist (Keras: mask_zero = True).</summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 64, MaskZero = true)]
[GRU(64)]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class SmallMaskTopics;

/// <summary>The small one, which reads from the end to the beginning.</summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 64, MaskZero = true)]
[GRU(64, GoBackwards = true)]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class SmallBackwardsTopics;

/// <summary>
/// The small one, but what counts is the largest value that each unit ever had instead of the last: a word says what an
/// article is about wherever it stands.
/// </summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 64)]
[GRU(64, ReturnSequences = true)]
[GlobalMaxPooling1D]
[Dense(Words.Topics, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class SmallMaxTopics;

/// <summary>The lecture's network with its own 46 topics: for its number of parameters.</summary>
[Model(Words.Length, Batch = 32, Input = InputKind.Tokens)]
[Embedding(Words.Count, 256)]
[GRU(256, ReturnSequences = true)]
[GRU(128)]
[Dense(46, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class LectureTopics;
