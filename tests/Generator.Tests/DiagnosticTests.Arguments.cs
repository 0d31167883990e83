using RnnGen.Generator.Tests.Infrastructure;
using static RnnGen.Generator.Tests.Infrastructure.UserCode;

namespace RnnGen.Generator.Tests;

/// <summary>RNN010–RNN014: arguments that are wrong by themselves.</summary>
public sealed partial class DiagnosticTests
{
    [Theory]
    [InlineData("Dense({|RNN010:0|})", "Units of [Dense] is 0; it must be at least 1")]
    [InlineData("Dense({|RNN010:-3|}, UseBias = false)", "Units of [Dense] is -3;")]
    [InlineData("Dense(units: {|RNN010:2 - 2|})", "Units of [Dense] is 0;")]
    [InlineData("Dense({|RNN010:Sizes.None|})", "Units of [Dense] is 0;")]
    [InlineData("SimpleRNN({|RNN010:0|}, ReturnSequences = true), Dense(1)", "Units of [SimpleRNN] is 0;")]
    [InlineData("LSTM({|RNN010:int.MinValue|}), Dense(1)", "Units of [LSTM] is -2147483648;")]
    [InlineData("GRU({|RNN010:0|}), Dense(1)", "Units of [GRU] is 0;")]
    public void RNN010_units(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("Model(4, 3, Batch = {|RNN010:0|})", "Batch of [Model] is 0;")]
    [InlineData("Model(4, 3, Batch = {|RNN010:-32|})", "Batch of [Model] is -32;")]
    public void RNN010_batch(string attribute, string message) => Expect.Diagnostics(Model("Dense(2)", attribute), message);

    [Theory]
    [InlineData("Dropout({|RNN011:1|})", "Rate of [Dropout] is 1; a dropout rate is the fraction of values set to zero")]
    [InlineData("Dropout({|RNN011:-0.5|})", "Rate of [Dropout] is -0.5;")]
    [InlineData("Dropout(rate: {|RNN011:double.NaN|})", "Rate of [Dropout] is NaN;")]
    [InlineData("LSTM(2, Dropout = {|RNN011:1.5|})", "Dropout of [LSTM] is 1.5;")]
    [InlineData("GRU(2, UseBias = false, RecurrentDropout = {|RNN011:-1e-3|})", "RecurrentDropout of [GRU] is -0.001;")]
    public void RNN011_rate(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Theory]
    [InlineData("Dense(2, Activation = {|RNN012:(Activation)99|})", "Activation of [Dense] is 99, which is no member of Activation; use one of Linear, Relu,")]
    [InlineData("Dense(2, KernelInitializer = {|RNN012:(Initializer)(-1)|})", "KernelInitializer of [Dense] is -1, which is no member of Initializer")]
    [InlineData("LSTM(2, BiasRegularizer = {|RNN012:(Regularizer)4|}), Dense(1)", "BiasRegularizer of [LSTM] is 4")]
    [InlineData("Dense(2), Activation({|RNN012:(Activation)77|})", "Activation of [Activation] is 77")]
    [InlineData("Dense(2), Activation(activation: {|RNN012:(Activation)77|})", "Activation of [Activation] is 77")]
    public void RNN012_enum_value(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Fact]
    public void RNN012_in_the_model_and_the_loss() => Expect.Diagnostics(
        """
        [Model(3, Style = {|RNN012:(CodeStyle)9|}, Input = {|RNN012:(InputKind)7|})]
        [Dense(2)]
        [Loss({|RNN012:(Loss)55|})]
        sealed partial class Echo;
        """ + Using("Echo"),
        "Style of [Model] is 9", "Input of [Model] is 7", "Loss of [Loss] is 55");

    [Theory]
    [InlineData("Dense(2, KernelInitializer = Initializer.Constant, KernelInitializerArguments = {|RNN013:[1, 2]|})",
        "KernelInitializerArguments of [Dense] is [1, 2], but Initializer.Constant takes one finite number: the value")]
    [InlineData("Dense(2, KernelInitializerArguments = {|RNN013:new[] { 0.5 }|})", "Initializer.GlorotUniform takes no arguments")]
    [InlineData("Dense(2, BiasInitializer = Initializer.RandomNormal, BiasInitializerArguments = {|RNN013:new double[] { 0, -1 }|})",
        "BiasInitializerArguments of [Dense] is [0, -1], but Initializer.RandomNormal takes")]
    [InlineData("Dense(2, BiasInitializer = Initializer.TruncatedNormal, BiasInitializerArguments = {|RNN013:[0, -1]|})",
        "Initializer.TruncatedNormal takes up to two finite numbers: the mean and the standard deviation, which is not negative")]
    [InlineData("Dense(2, BiasInitializer = Initializer.RandomUniform, BiasInitializerArguments = {|RNN013:[1, 0.5]|})",
        "Initializer.RandomUniform takes up to two finite numbers: the minimum and the maximum, in that order")]
    [InlineData("Dense(2, KernelInitializer = Initializer.Identity, KernelInitializerArguments = {|RNN013:[double.PositiveInfinity]|})",
        "Initializer.Identity takes one finite number: the gain")]
    [InlineData("LSTM(2, RecurrentInitializerArguments = {|RNN013:[double.NaN]|}), Dense(1)",
        "RecurrentInitializerArguments of [LSTM] is [NaN], but Initializer.Orthogonal takes")]
    [InlineData("Dense(2, BiasInitializer = {|RNN013:Initializer.Orthogonal|})",
        "BiasInitializer of [Dense] is for a vector, but Initializer.Orthogonal takes a matrix; use another initializer")]
    [InlineData("LSTM(2, BiasInitializer = {|RNN013:Initializer.Identity|}), Dense(1)", "BiasInitializer of [LSTM] is for a vector")]
    [InlineData("GRU(2, BiasInitializer = {|RNN013:Initializer.Identity|}, ResetAfter = false), Dense(1)", "BiasInitializer of [GRU] is for a vector")]
    [InlineData("LayerNormalization(GammaInitializer = {|RNN013:Initializer.Orthogonal|}), Dense(1)", "GammaInitializer of [LayerNormalization] is for a vector")]
    [InlineData("Conv1D(2, 2, KernelInitializer = {|RNN013:Initializer.Identity|}), Flatten, Dense(1)",
        "KernelInitializer of [Conv1D] is for a weight of 3 axes, but Initializer.Identity takes a matrix")]
    public void RNN013_initializer_arguments(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("Dense(2, KernelRegularizer = Regularizer.L2, KernelRegularizerArguments = {|RNN014:[0.1, 0.2]|})",
        "KernelRegularizerArguments of [Dense] is [0.1, 0.2], but Regularizer.L2 takes one finite number")]
    [InlineData("Dense(2, KernelRegularizerArguments = {|RNN014:[0.1]|})", "Regularizer.None takes no arguments")]
    [InlineData("Dense(2, KernelRegularizer = Regularizer.L1L2, KernelRegularizerArguments = {|RNN014:[0.1, 0.2, 0.3]|})", "Regularizer.L1L2 takes two finite numbers")]
    [InlineData("GRU(2, BiasRegularizer = Regularizer.L1, BiasRegularizerArguments = {|RNN014:[-0.1]|}), Dense(1)",
        "BiasRegularizerArguments of [GRU] is [-0.1], but Regularizer.L1 takes")]
    public void RNN014_regularizer_arguments(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("Conv1D({|RNN010:0|}, 2)", "Filters of [Conv1D] is 0; it must be at least 1")]
    [InlineData("Conv1D(2, {|RNN010:-1|})", "KernelSize of [Conv1D] is -1;")]
    [InlineData("Conv1D(2, 2, Strides = {|RNN010:0|})", "Strides of [Conv1D] is 0;")]
    [InlineData("Conv1D(2, 2, DilationRate = {|RNN010:-2|})", "DilationRate of [Conv1D] is -2;")]
    [InlineData("MaxPooling1D({|RNN010:0|})", "PoolSize of [MaxPooling1D] is 0;")]
    [InlineData("AveragePooling1D(2, Strides = {|RNN010:-1|})", "Strides of [AveragePooling1D] is -1;")]
    [InlineData("Reshape(4, 3, 1), Conv2D(2, 3, {|RNN010:0|})", "KernelSize of [Conv2D] is 0;")]
    [InlineData("Reshape(4, 3, 1), Conv2D(2, 3, 2, Strides = new[] { {|RNN010:-4|}, 1 })", "Strides of [Conv2D] is -4;")]
    [InlineData("Reshape(4, 3, 1), MaxPooling2D({|RNN010:-7|})", "PoolSize of [MaxPooling2D] is -7;")]
    [InlineData("Reshape(4, 3, 1), AveragePooling2D(2, Strides = [1, {|RNN010:0|}])", "Strides of [AveragePooling2D] is 0;")]
    public void RNN010_sizes_of_windows(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Theory]
    [InlineData("Conv1D(2, 2, Padding = {|RNN012:(Padding)3|})", "Padding of [Conv1D] is 3, which is no member of Padding; use one of Valid, Same, Causal")]
    [InlineData("MaxPooling1D(Padding = {|RNN012:(Padding)(-1)|})", "Padding of [MaxPooling1D] is -1,")]
    public void RNN012_padding(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Theory]
    [InlineData("LayerNormalization(GammaInitializerArguments = {|RNN013:[1]|})", "GammaInitializerArguments of [LayerNormalization] is [1], but Initializer.Ones takes no arguments")]
    [InlineData("BatchNormalization(MovingMeanInitializerArguments = {|RNN013:[1]|})", "but Initializer.Zeros takes no arguments")]
    [InlineData("BatchNormalization(BetaRegularizer = {|RNN014:Regularizer.L1L2|})", "BetaRegularizerArguments of [BatchNormalization] is missing, but Regularizer.L1L2 takes two")]
    public void RNN013_and_RNN014_of_normalizations(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Theory]
    [InlineData("Reshape(4, 3, 1), Conv2D(2, 2, Padding = {|RNN018:Padding.Causal|})", "Padding of [Conv2D] is Causal; causal padding is for Conv1D")]
    [InlineData("MaxPooling1D(2, Padding = {|RNN018:Padding.Causal|})", "Padding of [MaxPooling1D] is Causal;")]
    [InlineData("Conv1D(2, 2, Strides = 2, DilationRate = {|RNN018:2|})", "DilationRate of [Conv1D] is 2; it cannot be combined with Strides = 2; leave one of the two at 1")]
    [InlineData("Reshape(4, 3, 1), Conv2D(2, 2, Strides = new[] { 1, 2 }, DilationRate = {|RNN018:new[] { 2, 1 }|})", "DilationRate of [Conv2D] is (2, 1); it cannot be combined with Strides = (1, 2);")]
    [InlineData("Reshape(4, 3, 1), {|RNN018:Conv2D(2)|}", "KernelSize of [Conv2D] is (); give one number for both directions, or two: down and across")]
    [InlineData("Reshape(4, 3, 1), Conv2D(2, {|RNN018:1, 2, 3|})", "KernelSize of [Conv2D] is (1, 2, 3);")]
    [InlineData("Reshape(4, 3, 1), MaxPooling2D(2, 2, Strides = {|RNN018:new[] { 1, 2, 3 }|})", "Strides of [MaxPooling2D] is (1, 2, 3);")]
    [InlineData("LayerNormalization(Epsilon = {|RNN018:0|})", "Epsilon of [LayerNormalization] is 0; it must be a finite number greater than 0")]
    [InlineData("BatchNormalization(Epsilon = {|RNN018:double.NaN|})", "Epsilon of [BatchNormalization] is NaN;")]
    [InlineData("BatchNormalization(Momentum = {|RNN018:-0.1|})", "Momentum of [BatchNormalization] is -0.1;")]
    [InlineData("BatchNormalization(Momentum = {|RNN018:1.5|})", "Momentum of [BatchNormalization] is 1.5; it is the share that is kept: at least 0 and at most 1")]
    public void RNN018_argument_of_a_layer(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Fact]
    public void Each_wrong_argument_of_a_layer_is_reported() => Expect.Diagnostics(
        Model("LSTM({|RNN010:0|}, Dropout = {|RNN011:1|}, RecurrentDropout = {|RNN011:2|}), Dense(1)"));

    [Fact]
    public void Only_the_first_wrong_layer_is_reported() =>
        Expect.Diagnostics(Model("Dense({|RNN010:0|}), Dense(0), Dropout(3), Reshape(7), Dense(1)"));

    [Fact]
    public void Windows_at_their_limits_are_fine() =>
        Expect.Diagnostics(Model(
            "Conv1D(1, 4), MaxPooling1D(1), BatchNormalization(Momentum = 1), BatchNormalization(Momentum = 0, Epsilon = double.Epsilon), Reshape(1, 1, 1), "
            + "Conv2D(2, 1), MaxPooling2D(9, 9, Padding = Padding.Same, Strides = []), Conv2D(1, 100, Padding = Padding.Same), GlobalMaxPooling2D, Dense(1)"));

    [Fact]
    public void Arguments_at_their_limits_are_fine() =>
        Expect.Diagnostics(Model(
            "Dropout(0), LSTM(1, Dropout = 0.999, RecurrentDropout = 0), Dense(1, KernelInitializerArguments = null!), "
            + "Dense(1, BiasInitializer = Initializer.RandomUniform, BiasInitializerArguments = [1, 1]), "
            + "Dense(1, KernelInitializer = Initializer.Identity, KernelInitializerArguments = [2], KernelRegularizer = Regularizer.L1L2, KernelRegularizerArguments = [0, 0])"));

    /// <summary>A trainable model with the given layers, and a class that uses it.</summary>
    private static string Model(string layers, string model = "Model(4, 3)") =>
        $$"""
        [{{model}}]
        [{{layers}}]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;

        static class Sizes
        {
            public const int None = 0;
        }
        """ + Using("Echo", View(layers));

    /// <summary>The property of the last layer that has a kernel; a wrapped layer is named after its wrapper, as in Keras.</summary>
    private static string? View(string layers) =>
        layers.Contains("TimeDistributed, Dense", StringComparison.Ordinal) || layers.Contains("TimeDistributed|}, Dense", StringComparison.Ordinal)
            ? "TimeDistributed"
            : layers.Contains("Dense(", StringComparison.Ordinal) ? "Dense" : null;
}
