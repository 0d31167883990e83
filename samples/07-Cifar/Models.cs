using RnnGen;

namespace Cifar;

// The lecture's two ways from a colour picture (32 × 32 pixels of red, green and blue) to a sequence.

/// <summary>
/// Method 1: the mean of the three colours makes a grey picture, whose 32 rows are the timesteps. The mean is taken inside the
/// network: 1024 pixels of 3 values become 3 timesteps of 1024 values, and their mean is what is wanted.
/// </summary>
[Model(32, 32, 3, Batch = 32)]
[Reshape(1024, 3)]
[Permute(2, 1)]
[GlobalAveragePooling1D]
[Reshape(32, 32)]
[LSTM(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class GreyLstm;

/// <summary>Method 2: convolutions find features, and an LSTM reads them as 16 timesteps.</summary>
// model.add(Conv2D(32, (3, 3), activation='relu', strides=(1, 1), input_shape=(32, 32, 3)))
// model.add(MaxPooling2D((2, 2)))
// model.add(Conv2D(16, (3, 3), activation='relu'))
// model.add(Reshape(target_shape = (16,13*13)))
// model.add(LSTM(30, input_shape = (16,13*13), return_sequences = False))
// model.add(Dense(10, activation='softmax'))
[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(16, 13 * 13)]
[LSTM(30)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnLstm;

/// <summary>The change that the lecture asks for: all states, flattened.</summary>
// return_sequences= True, Flatten() 이용하여 수정해 보자
[Model(32, 32, 3, Batch = 32)]
[Conv2D(32, 3, Activation = Activation.Relu)]
[MaxPooling2D(2)]
[Conv2D(16, 3, Activation = Activation.Relu)]
[Reshape(16, 13 * 13)]
[LSTM(30, ReturnSequences = true)]
[Flatten]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class CnnLstmAll;
