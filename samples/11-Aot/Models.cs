using RnnGen;

namespace Aot;

/// <summary>Reads a handwritten digit row by row, from top to bottom: 28 timesteps of 28 pixels in [0, 1].</summary>
[Model(28, 28, Batch = 32)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class Digits;
