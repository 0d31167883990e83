using RnnGen;

namespace Cifar;

// Exercise 8: other recurrent layers behind the same convolutions …

[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(16, 13 * 13)]
[SimpleRNN(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnRnn;

[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(16, 13 * 13)]
[GRU(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnGru;

[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(16, 13 * 13)]
[Bidirectional, LSTM(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnBiLstm;

// … and other sequences of the same features. See README.md for what Reshape(16, 13 * 13) makes of them.

/// <summary>Each timestep is one of the 16 feature maps: what the lecture says that its Reshape does.</summary>
[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Permute(3, 1, 2)]
[Reshape(16, 13 * 13)]
[LSTM(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnMapsLstm;

/// <summary>Each timestep is one of the 13 rows of the picture, with all 16 features of its 13 places.</summary>
[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(13, 13 * 16)]
[LSTM(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnRowsLstm;

/// <summary>The rows, read from above and from below, with all states.</summary>
[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(13, 13 * 16)]
[Bidirectional, LSTM(30, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnRowsBiLstm;
