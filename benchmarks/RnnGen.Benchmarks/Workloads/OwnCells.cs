using RnnGen.Cells;
using static RnnGen.Cells.Functions;

namespace RnnGen.Benchmarks.Cells;

// The built-in cells, written as cells of one's own with a kernel for each gate, and networks of both.

internal static class OwnRnn
{
    public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b) => Tanh(x * W + h * U + b);
}

internal static class OwnLstm
{
    public static (Vector h, Vector c) Step(
        Vector x, Vector h, Vector c,
        Kernel Wi, RecurrentKernel Ui, Bias bi,
        Kernel Wf, RecurrentKernel Uf, [Initialize(Initializer.Ones)] Bias bf,
        Kernel Wg, RecurrentKernel Ug, Bias bg,
        Kernel Wo, RecurrentKernel Uo, Bias bo)
    {
        var i = Sigmoid(x * Wi + h * Ui + bi);
        var f = Sigmoid(x * Wf + h * Uf + bf);
        var g = Tanh(x * Wg + h * Ug + bg);
        var o = Sigmoid(x * Wo + h * Uo + bo);
        var memory = f * c + i * g;
        return (o * Tanh(memory), memory);
    }
}

internal static class OwnGru
{
    public static Vector Step(
        Vector x, Vector h,
        Kernel Wz, RecurrentKernel Uz, Bias bz, Bias cz,
        Kernel Wr, RecurrentKernel Ur, Bias br, Bias cr,
        Kernel Wh, RecurrentKernel Uh, Bias bh, Bias ch)
    {
        var z = Sigmoid(x * Wz + h * Uz + bz + cz);
        var r = Sigmoid(x * Wr + h * Ur + br + cr);
        var g = Tanh(x * Wh + bh + r * (h * Uh + ch));
        return z * h + (1 - z) * g;
    }
}

[Model(28, 28, Batch = 32)]
[SimpleRNN(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInSimpleRNN64x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnRnn), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnSimpleRNN64x32;

[Model(28, 28, Batch = 32)]
[SimpleRNN(20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInSimpleRNN20x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnRnn), 20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnSimpleRNN20x32;

[Model(28, 28, Batch = 1)]
[SimpleRNN(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInSimpleRNN64x1;

[Model(28, 28, Batch = 1)]
[RNN(typeof(OwnRnn), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnSimpleRNN64x1;

[Model(28, 28, Batch = 32)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInLSTM64x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnLstm), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnLSTM64x32;

[Model(28, 28, Batch = 32)]
[LSTM(20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInLSTM20x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnLstm), 20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnLSTM20x32;

[Model(28, 28, Batch = 1)]
[LSTM(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInLSTM64x1;

[Model(28, 28, Batch = 1)]
[RNN(typeof(OwnLstm), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnLSTM64x1;

[Model(28, 28, Batch = 32)]
[GRU(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInGRU64x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnGru), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnGRU64x32;

[Model(28, 28, Batch = 32)]
[GRU(20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInGRU20x32;

[Model(28, 28, Batch = 32)]
[RNN(typeof(OwnGru), 20)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnGRU20x32;

[Model(28, 28, Batch = 1)]
[GRU(64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class BuiltInGRU64x1;

[Model(28, 28, Batch = 1)]
[RNN(typeof(OwnGru), 64)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
internal sealed partial class OwnGRU64x1;
