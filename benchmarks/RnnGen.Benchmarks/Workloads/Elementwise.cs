namespace RnnGen.Benchmarks.Elementwise;

// Networks whose elementwise passes are measured alone: 16 values a row.

[Model(1, Batch = 1)]
[Dense(16, Activation = Activation.Relu)]
internal sealed partial class Relu;

[Model(1, Batch = 1)]
[Dense(16, Activation = Activation.Exponential)]
internal sealed partial class Exp;

[Model(1, Batch = 1)]
[Dense(16, Activation = Activation.Tanh)]
internal sealed partial class Tanh;

[Model(1, Batch = 1)]
[Dense(16, Activation = Activation.Sigmoid)]
internal sealed partial class Sigmoid;

[Model(1, 1, Batch = 1)]
[LSTM(16)]
internal sealed partial class Lstm;
