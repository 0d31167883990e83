using RnnGen.Cells;
using static RnnGen.Cells.Functions;

namespace RnnGen.Runtime.Tests.Checkpoints;

/// <summary>A checkpoint fits a model whose weights have the same shapes only if it trains in the same way, too.</summary>
public sealed class OtherSettingsTests : IDisposable
{
    private const string Advice = ". Make them the same, or take its weights alone with LoadWeights.";

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;

    private string File => Path.Combine(_folder, "run.ckpt");

    public static TheoryData<string, string> Others => new()
    {
        {
            nameof(OtherActivation),
            "its layer dense is Dense(Activation = Tanh, Units = 1), but OtherActivation's is Dense(Activation = Sigmoid, Units = 1)"
        },
        {
            nameof(OtherDropout),
            "its layer gru is GRU(Dropout = 0.2, KernelRegularizer = L2, Units = 3), but OtherDropout's is GRU(Dropout = 0.3, KernelRegularizer = L2, Units = 3)"
        },
        {
            nameof(OtherRegularizer),
            "its layer gru is GRU(Dropout = 0.2, KernelRegularizer = L2, Units = 3), but OtherRegularizer's is GRU(Dropout = 0.2, KernelRegularizer = L1, Units = 3)"
        },
        {
            nameof(OtherFactor),
            "its layer gru is GRU(Dropout = 0.2, KernelRegularizer = L2, Units = 3), but OtherFactor's is GRU(Dropout = 0.2, KernelRegularizer = L2, KernelRegularizerArguments = [0.02], Units = 3)"
        },
        { nameof(OtherDelta), "its model has the loss Huber(Delta = 2), but OtherDelta has Huber" },
        { nameof(OtherLoss), "its model has the loss Huber(Delta = 2), but OtherLoss has MeanAbsoluteError" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_setting_is_named(string other, string message) => Assert.Equal(message, Refused(new Settled(), Model(other)));

    [Theory]
    [InlineData(nameof(Settled))]
    [InlineData(nameof(SettledInFull))]
    [InlineData(nameof(SettledElsewhere))]
    public void What_trains_in_the_same_way_is_resumed(string other)
    {
        new Settled(seed: 5).SaveCheckpoint(File, new Adam());
        Model model = Model(other);
        model.LoadCheckpoint(File, new Adam());
        Assert.Equal(5, model.Seed);
    }

    [Fact]
    public void Another_cell_is_named()
    {
        Assert.Matches(
            @"^its layer rnn is RNN\(Cell = PlainCell#[0-9a-f]{16}, Units = 3\), but OtherCell's is RNN\(Cell = SignedCell#[0-9a-f]{16}, Units = 3\)$",
            Refused(new OwnCell(), new OtherCell()));
        Assert.Matches(
            @"^its layer rnn is RNN\(Cell = PlainCell#[0-9a-f]{16}, Units = 3\), but ChangedCell's is RNN\(Cell = PlainCell#[0-9a-f]{16}, Units = 3\)$",
            Refused(new OwnCell(), new ChangedCell()));
        new OwnCell(seed: 5).SaveCheckpoint(File, new Adam());
        new SameCell().LoadCheckpoint(File, new Adam());
    }

    [Fact]
    public void The_weights_alone_are_taken()
    {
        var model = new Settled(seed: 5);
        model.SaveCheckpoint(File, new Adam());
        var other = new OtherActivation(seed: 6);
        Assert.Empty(other.LoadWeights(File));
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    private static Model Model(string name) =>
        (Model)Activator.CreateInstance(typeof(OtherSettingsTests).Assembly.GetType($"{typeof(Settled).Namespace}.{name}", throwOnError: true)!, 7)!;

    /// <summary>What is wrong, without what all messages say.</summary>
    private string Refused(Model saved, Model given)
    {
        saved.SaveCheckpoint(File, new Adam());
        float[] before = given.Parameters.ToArray();
        string message = Assert.Throws<InvalidDataException>(() => given.LoadCheckpoint(File, new Adam())).Message;
        Assert.Equal(before, given.Parameters.ToArray());
        string start = $"{given.GetType().Name}.LoadCheckpoint: {File}: ";
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.EndsWith(Advice, message, StringComparison.Ordinal);
        return message[start.Length..^Advice.Length];
    }
}

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2)]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class Settled;

/// <summary>The same, in another order and with defaults that need not be written.</summary>
[Model(4, 2, Batch = 8)]
[GRU(
    3, KernelRegularizer = Regularizer.L2, Dropout = 0.2, KernelRegularizerArguments = [0.01], RecurrentDropout = 0,
    Activation = Activation.Tanh, ResetAfter = true, BiasRegularizer = Regularizer.None, ReturnSequences = false)]
[Dense(1, UseBias = true, Activation = Activation.Tanh, KernelInitializer = Initializer.GlorotUniform)]
[Loss(Loss.Huber, Delta = 2.0, FromLogits = false)]
public sealed partial class SettledInFull;

/// <summary>It differs in what training does not depend on once it has begun.</summary>
[Model(4, 2, Batch = 8, Style = CodeStyle.Textbook)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2, KernelInitializer = Initializer.HeNormal)]
[Dense(1, Activation = Activation.Tanh, BiasInitializer = Initializer.Constant, BiasInitializerArguments = [0.5])]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class SettledElsewhere;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class OtherActivation;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.3, KernelRegularizer = Regularizer.L2)]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class OtherDropout;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L1)]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class OtherRegularizer;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2, KernelRegularizerArguments = [0.02])]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.Huber, Delta = 2)]
public sealed partial class OtherFactor;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2)]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.Huber)]
public sealed partial class OtherDelta;

[Model(4, 2, Batch = 8)]
[GRU(3, Dropout = 0.2, KernelRegularizer = Regularizer.L2)]
[Dense(1, Activation = Activation.Tanh)]
[Loss(Loss.MeanAbsoluteError)]
public sealed partial class OtherLoss;

[Model(4, 2, Batch = 8)]
[RNN(typeof(PlainCell), 3)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class OwnCell;

[Model(4, 2, Batch = 8)]
[RNN(typeof(SignedCell), 3)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class OtherCell;

[Model(4, 2, Batch = 8)]
[RNN(typeof(Changed.PlainCell), 3)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class ChangedCell;

[Model(4, 2, Batch = 8)]
[RNN(typeof(Same.PlainCell), 3)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class SameCell;

public static class PlainCell
{
    public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
    {
        Vector z = x * W + h * U + b;
        return Tanh(z);
    }
}

public static class SignedCell
{
    public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b) => Softsign(x * W + h * U + b);
}

/// <summary>The cell after an edit.</summary>
public static class Changed
{
    public static class PlainCell
    {
        public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
        {
            Vector z = x * W - h * U + b;
            return Tanh(z);
        }
    }
}

/// <summary>The cell with other names for its values and another start of its weights.</summary>
public static class Same
{
    public static class PlainCell
    {
        public static Vector Step(Vector input, Vector before, [Initialize(Initializer.HeNormal)] Kernel W, RecurrentKernel U, Bias b)
        {
            Vector sum = input * W + before * U + b;
            return Tanh(sum);
        }
    }
}
