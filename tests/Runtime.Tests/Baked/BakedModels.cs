namespace RnnGen.Runtime.Tests.Baked;

// The files were made by SaveWeights of these classes without [Weights].

[Model(6, 8, Batch = 16)]
[LSTM(16)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
[Weights("Baked/baked.safetensors")]
public sealed partial class BakedModel;

[Model(3, Batch = 16)]
[Dense(5)]
[BatchNormalization]
[Dense(2, KernelRegularizer = Regularizer.L2)]
[Loss(Loss.MeanSquaredError)]
[Weights("normed.safetensors")]
public sealed partial class BakedNormedModel;

/// <summary>The same as <see cref="BakedModel"/>, with weights of its own.</summary>
[Model(6, 8, Batch = 16)]
[LSTM(16)]
[Dense(4, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class FreshModel;
