using RnnGen.Generator.Tests.Infrastructure;
using static RnnGen.Generator.Tests.Infrastructure.UserCode;

namespace RnnGen.Generator.Tests;

/// <summary>RNN020–RNN041: layers, wrappers and losses that do not fit together.</summary>
public sealed partial class DiagnosticTests
{
    [Fact]
    public void RNN020_input_is_no_sequence() => Expect.Diagnostics(
        Model("{|RNN020:LSTM(2)|}, Dense(1)", "Model(3)"),
        "[LSTM] needs a sequence (timesteps, features) as input, but gets (3); give the model an input of two dimensions: [Model(timesteps, features)]");

    [Fact]
    public void RNN020_input_has_too_many_dimensions() =>
        Expect.Diagnostics(Model("{|RNN020:GRU(2)|}, Dense(1)", "Model(4, 3, 2)"), "but gets (4, 3, 2); ");

    [Fact]
    public void RNN020_layer_before_gives_its_last_output_only() => Expect.Diagnostics(
        Model("LSTM(5), Dense(4), {|RNN020:GRU(2, UseBias = false)|}, Dense(1)"),
        "[GRU] needs a sequence (timesteps, features) as input, but gets (4); set ReturnSequences = true on the [LSTM] before it");

    [Fact]
    public void RNN020_layer_before_is_not_the_recurrent_one() => Expect.Diagnostics(
        Model("LSTM(5), RepeatVector(4), Flatten, {|RNN020:GRU(2)|}, Dense(1)"),
        "but gets (20); put [Reshape(timesteps, features)] before it");

    [Fact]
    public void RNN020_after_flatten() => Expect.Diagnostics(
        Model("Flatten, {|RNN020:SimpleRNN(2)|}, Dense(1)"),
        "but gets (12); put [Reshape(timesteps, features)] before it");

    [Theory]
    [InlineData("{|RNN021:5|}", "[Reshape] cannot turn (4, 3), which has 12 values, into (5): it has 5 values")]
    [InlineData("{|RNN021:5, -1|}", "into (5, -1): 12 is not a multiple of 5")]
    [InlineData("{|RNN021:-1, 3, -1|}", "only one dimension may be -1")]
    [InlineData("{|RNN021:0, 3|}", "a dimension must be at least 1")]
    [InlineData("{|RNN021:new[] { 4, 4 }|}", "it has 16 values")]
    [InlineData("{|RNN021:65536, 65536, 65536, 65536|}", "into (65536, 65536, 65536, 65536): ")]
    [InlineData("{|RNN021:65536, 65536, 65536, 65536, -1|}", "12 is not a multiple of ")]
    public void RNN021_reshape(string shape, string message) =>
        Expect.Diagnostics(Model($"Reshape({shape}), Dense(1)"), message);

    [Fact]
    public void RNN021_reshape_to_nothing() => Expect.Diagnostics(Model("{|RNN021:Reshape()|}, Dense(1)"));

    [Fact]
    public void RNN022_state_returned_inside_the_network() => Expect.Diagnostics(
        Model("LSTM(2, ReturnState = {|RNN022:true|}), Dense(1)"),
        "[LSTM] returns its state, but [Dense] follows it");

    [Fact]
    public void RNN023_stateful_backwards() => Expect.Diagnostics(
        Model("LSTM(2, GoBackwards = true, Stateful = {|RNN023:true|}), Dense(1)"),
        "[LSTM] cannot be stateful: with GoBackwards = true");

    [Theory]
    [InlineData("Dense(2)", "Model({|RNN024:2000000000, 3|})", "the input, (2000000000, 3), for a batch of 32 has 192000000000 values")]
    [InlineData("Dense(2)", "Model({|RNN024:2147483647, 2147483647, 2147483647|})", "has more than 9 · 10^18 values")]
    [InlineData("{|RNN024:Dense(100000000)|}", "Model(4)", "the output of [Dense], (100000000), for a batch of 32 has 3200000000 values")]
    [InlineData("{|RNN024:Dense(2147483647)|}", "Model(4, 3, Batch = 1)", "the output of [Dense], (4, 2147483647), for a batch of 1 has 8589934588 values")]
    [InlineData("Dense(30000), {|RNN024:LSTM(30000)|}, Dense(1)", "Model(4, 3)", "up to [LSTM] it has 7200240000 parameters")]
    [InlineData("{|RNN024:GRU(2147483647)|}, Dense(1)", "Model(4, 3, Batch = 1)", "up to [GRU] it has more than 9 · 10^18 parameters")]
    [InlineData("Dense(5), {|RNN024:GRU(2147483647)|}, Dense(1)", "Model(4, 3, Batch = 1)", "up to [GRU] it has more than 9 · 10^18 parameters")]
    public void RNN024_too_large(string layers, string model, string message) => Expect.Diagnostics(Model(layers, model), message);

    [Theory]
    [InlineData("LSTM(500, ReturnSequences = true), Dense(1)")]
    [InlineData("Dense(500), Dense(500), Dense(500)")]
    public void RNN024_workspace_too_large(string layers) => Expect.Diagnostics(
        $$"""
        [Model(100000, 700, Batch = 15)]
        [{{layers}}]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class {|RNN024:Echo|};
        """ + Using("Echo"),
        "Model 'Echo' is too large: ");

    [Fact]
    public void RNN025_time_distributed_without_time() => Expect.Diagnostics(
        Model("{|RNN025:TimeDistributed|}, Dense(2)", "Model(3)"),
        "[TimeDistributed] cannot take (3) as input: it needs timesteps on the first axis");

    [Theory]
    [InlineData("{|RNN025:Conv1D(2, 2)|}", "Model(3)", "[Conv1D] cannot take (3) as input: it needs (timesteps, channels)")]
    [InlineData("{|RNN025:Conv2D(2, 2)|}", "Model(28, 28)", "[Conv2D] cannot take (28, 28) as input: it needs (height, width, channels)")]
    [InlineData("{|RNN025:MaxPooling1D|}", "Model(4, 3, 2)", "[MaxPooling1D] cannot take (4, 3, 2) as input: it needs (timesteps, channels)")]
    [InlineData("LSTM(4), {|RNN025:GlobalAveragePooling1D|}", "Model(4, 3)", "[GlobalAveragePooling1D] cannot take (4) as input: it needs (timesteps, channels)")]
    [InlineData("{|RNN025:GlobalMaxPooling2D|}", "Model(4, 3)", "it needs (height, width, channels)")]
    [InlineData("TimeDistributed, {|RNN025:Conv1D(2, 2)|}", "Model(4, 3)", "[Conv1D] cannot take (3) as input: it needs (timesteps, channels)")]
    public void RNN025_windows_over_another_rank(string layers, string model, string message) =>
        Expect.Diagnostics(Model(layers + ", Dense(1)", model), message);

    [Theory]
    [InlineData("Conv1D(2, {|RNN028:5|})", "Model(4, 3)", "A window of [Conv1D] reaches over 5, but its input is (4, 3): not a single one fits in; make it smaller, or use Padding.Same")]
    [InlineData("Conv1D(2, {|RNN028:3|}, DilationRate = 2)", "Model(4, 3)", "A window of [Conv1D] reaches over 5, but its input is (4, 3)")]
    [InlineData("Conv2D(2, {|RNN028:3, 4|})", "Model(3, 3, 1)", "A window of [Conv2D] reaches over (3, 4), but its input is (3, 3, 1)")]
    [InlineData("MaxPooling2D({|RNN028:2|}), Flatten", "Model(1, 8, 3)", "A window of [MaxPooling2D] reaches over (2, 2), but its input is (1, 8, 3)")]
    [InlineData("{|RNN028:MaxPooling1D|}", "Model(1, 8)", "A window of [MaxPooling1D] reaches over 2,")]
    [InlineData("Conv1D(2, {|RNN028:int.MaxValue|}, DilationRate = int.MaxValue, Padding = Padding.Same)", "Model(4, 3)", "reaches over 2147483647,")]
    public void RNN028_window_too_large(string layers, string model, string message) =>
        Expect.Diagnostics(Model(layers + ", Dense(1)", model), message);

    [Fact]
    public void RNN024_kernel_too_large() => Expect.Diagnostics(
        Model("{|RNN024:Conv2D(1000, 10000, 10000, Padding = Padding.Same)|}, Dense(1)", "Model(4, 4, 3)"),
        "up to [Conv2D] it has 300000001000 parameters");

    [Fact]
    public void RNN024_patches_too_large() => Expect.Diagnostics(
        """
        [Model(1000, 1000, 30, Batch = 1, Style = CodeStyle.Textbook)]
        [Conv2D(1, 9, Padding = Padding.Same)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class {|RNN024:Echo|};
        """ + Using("Echo", "Conv2d"),
        "Model 'Echo' is too large: 'p' (1000, 1000, 2430) has 2430000000 values in one sample");

    [Fact]
    public void RNN041_normalization_of_the_batch_at_each_timestep() => Expect.Diagnostics(
        Model("{|RNN041:TimeDistributed|}, BatchNormalization, Dense(1)"),
        "[TimeDistributed] cannot wrap [BatchNormalization]: each timestep would have statistics of its own;");

    [Fact]
    public void RNN026_tokens() => Expect.Diagnostics(
        """
        [Model(500, Input = {|RNN026:InputKind.Tokens|})]
        [Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo", input: "int"),
        "Model 'Echo' takes tokens, but its first layer [Dense] takes values; put [Embedding(vocabulary, size)] before it");

    [Theory]
    [InlineData("{|RNN027:Embedding(10, 3)|}, Dense(2)", "Model(5)", "[Embedding] takes tokens, but model 'Echo' takes values; make [Embedding] the first layer")]
    [InlineData("Dense(2), {|RNN027:Embedding(10, 3)|}", "Model(5)", "[Embedding] takes tokens, but it stands after [Dense], which gives values")]
    public void RNN027_embedding_of_values(string layers, string model, string message) => Expect.Diagnostics(Model(layers, model), message);

    [Theory]
    [InlineData("{|RNN027:Embedding(10, 4)|}", "[Embedding] takes tokens, but it stands after [Embedding], which gives values")]
    public void RNN027_embedding_of_an_embedding(string layer, string message) => Expect.Diagnostics(
        $$"""
        [Model(5, Input = InputKind.Tokens)]
        [Embedding(10, 3), {{layer}}, Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo", input: "int"),
        message);

    [Theory]
    [InlineData("Dense(3), {|RNN019:Masking|}, Dense(2)", "[Masking] marks padding of the model's own input; make it the first layer")]
    public void RNN019_mask(string layers, string message) => Expect.Diagnostics(Model(layers, "Model(5, 3)"), message);

    /// <summary>A warning: the network is there.</summary>
    [Theory]
    [InlineData("Masking, LSTM(3, ReturnSequences = true), {|RNN015:Flatten|}, Dense(2)", "[Flatten] takes the padding that [Masking] marks for data")]
    [InlineData("Masking, {|RNN015:Conv1D(2, 3)|}, GlobalAveragePooling1D, Dense(2)", "[Conv1D] takes the padding")]
    [InlineData("Masking, {|RNN015:GlobalMaxPooling1D|}, Dense(2)", "[GlobalMaxPooling1D] takes the padding")]
    [InlineData("Masking, TimeDistributed, Reshape(3, 1), {|RNN015:BatchNormalization|}, Flatten, Dense(2)", "[BatchNormalization] takes the padding")]
    [InlineData("Masking, TimeDistributed, Reshape(3, 1), {|RNN015:GlobalAveragePooling2D|}, Dense(2)", "[GlobalAveragePooling2D] takes the padding")]
    [InlineData("Masking, {|RNN015:TimeDistributed|}, Reshape(3, 1)", "[TimeDistributed] takes the padding")]
    [InlineData("Masking, {|RNN015:Conv1D(2, 3)|}, Conv1D(2, 2), Dense(2)", "[Conv1D] takes the padding")]
    [InlineData("Masking, LSTM(3), RepeatVector(2), Flatten, Dense(2)")]
    [InlineData("Masking, GlobalAveragePooling1D, Dense(2)")]
    public void RNN015_mask_ends(string layers, params string[] message) => Expect.Diagnostics(Model(layers, "Model(5, 3)"), message);

    [Fact]
    public void RNN025_masking_of_a_vector() => Expect.Diagnostics(
        Model("{|RNN025:Masking|}, Dense(2)", "Model(5)"), "[Masking] cannot take (5) as input: it needs timesteps and features");

    [Theory]
    [InlineData("Embedding({|RNN010:0|}, 3)", "InputDim")]
    [InlineData("Embedding(10, {|RNN010:-1|})", "OutputDim")]
    public void RNN010_embedding(string layer, string argument) => Expect.Diagnostics(
        $$"""
        [Model(5, Input = InputKind.Tokens)]
        [{{layer}}, Dense(1)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo", input: "int"),
        argument);

    [Theory]
    [InlineData("Dense(2, Activation = Activation.Sigmoid)", "{|RNN030:Loss.CategoricalCrossentropy|}",
        "Loss.CategoricalCrossentropy does not fit the network's output, which is Activation.Sigmoid; it needs Activation.Softmax on the last layer")]
    [InlineData("Dense(2)", "{|RNN030:Loss.SparseCategoricalCrossentropy|}", "which is Activation.Linear; it needs Activation.Softmax")]
    [InlineData("Dense(2, Activation = Activation.Softmax)", "{|RNN030:Loss.BinaryCrossentropy|}", "which is Activation.Softmax; it needs Activation.Sigmoid")]
    [InlineData("Dense(2), LSTM(3)", "{|RNN030:Loss.CategoricalCrossentropy|}", "which is the output of [LSTM]; it needs a layer after it, for example [Dense(10, Activation = Activation.Softmax)]")]
    [InlineData("SimpleRNN(3, Activation = Activation.Softmax)", "{|RNN030:Loss.CategoricalCrossentropy|}", "it needs a layer after it,")]
    [InlineData("GRU(3)", "Loss.CategoricalCrossentropy, FromLogits = {|RNN030:true|}", "for example [Dense(10, Activation = Activation.Linear)]")]
    [InlineData("Dense(2, Activation = Activation.Softmax)", "Loss.CategoricalCrossentropy, FromLogits = {|RNN030:true|}",
        "it needs Activation.Linear before it because FromLogits = true, or Activation.Softmax without FromLogits")]
    [InlineData("Dense(2, Activation = Activation.Sigmoid)", "Loss.BinaryCrossentropy, FromLogits = {|RNN030:true|}", "it needs Activation.Linear")]
    [InlineData("Dense(2), Activation(Activation.Relu)", "{|RNN030:Loss.BinaryCrossentropy|}", "which is Activation.Relu;")]
    [InlineData("Dense(2, Activation = Activation.Softmax), Dropout(0.5)", "{|RNN030:Loss.CategoricalCrossentropy|}", "which is the output of [Dropout];")]
    [InlineData("LSTM(2), Dense(2, Activation = Activation.Softmax), RepeatVector(3)", "{|RNN030:Loss.CategoricalCrossentropy|}", "which is the output of [RepeatVector];")]
    [InlineData("Dense(2, Activation = Activation.Softmax), Flatten", "{|RNN030:Loss.CategoricalCrossentropy|}", "which is the output of [Flatten];")]
    public void RNN030_loss_and_activation(string layers, string loss, string message) =>
        Expect.Diagnostics(Trained(layers, loss), message);

    [Theory]
    [InlineData("Dense(2, Activation = Activation.Softmax)", "Loss.CategoricalCrossentropy")]
    [InlineData("Dense(2, Activation = Activation.Softmax)", "Loss.SparseCategoricalCrossentropy")]
    [InlineData("Dense(2)", "Loss.CategoricalCrossentropy, FromLogits = true")]
    [InlineData("Dense(2)", "loss: Loss.SparseCategoricalCrossentropy, FromLogits = true")]
    [InlineData("Dense(2, Activation = Activation.Sigmoid)", "Loss.BinaryCrossentropy, FromLogits = false")]
    [InlineData("Dense(1)", "Loss.BinaryCrossentropy, FromLogits = true")]
    [InlineData("Dense(2), Activation(Activation.Softmax)", "Loss.CategoricalCrossentropy")]
    [InlineData("Dense(2, Activation = Activation.Softmax), Reshape(2, 2, 2)", "Loss.CategoricalCrossentropy")]
    [InlineData("Dense(2, Activation = Activation.Softmax), Reshape(2, 2, 2)", "Loss.SparseCategoricalCrossentropy")]
    [InlineData("Dense(2, Activation = Activation.Sigmoid), Flatten", "Loss.BinaryCrossentropy")]
    [InlineData("LSTM(2), Dense(2, Activation = Activation.Sigmoid), Flatten", "Loss.BinaryCrossentropy")]
    [InlineData("TimeDistributed, Dense(2, Activation = Activation.Softmax)", "Loss.SparseCategoricalCrossentropy")]
    [InlineData("Dense(1, Activation = Activation.Exponential)", "Loss.MeanAbsoluteError, FromLogits = false")]
    [InlineData("Dense(1)", "Loss.Huber, Delta = 0.25")]
    public void Losses_that_fit(string layers, string loss) => Expect.Diagnostics(Trained(layers, loss));

    [Theory]
    [InlineData("{|RNN031:Loss.CategoricalCrossentropy|}", "(4, 1)")]
    [InlineData("{|RNN031:Loss.SparseCategoricalCrossentropy|}", "(4, 1)")]
    public void RNN031_one_class(string loss, string shape) =>
        Expect.Diagnostics(Trained("Dense(1, Activation = Activation.Softmax)", loss), $"but the output {shape} has one in all");

    [Theory]
    [InlineData("Loss.Huber, Delta = {|RNN032:0|}", "Delta of [Loss] is 0; it must be a finite number greater than 0")]
    [InlineData("Loss.Huber, Delta = {|RNN032:-1.5|}", "Delta of [Loss] is -1.5;")]
    [InlineData("Loss.Huber, Delta = {|RNN032:double.PositiveInfinity|}", "Delta of [Loss] is Infinity;")]
    [InlineData("Loss.MeanSquaredError, Delta = {|RNN032:2|}", "Delta of [Loss] is 2; only Loss.Huber uses it, so remove it")]
    [InlineData("Loss.MeanSquaredError, FromLogits = {|RNN032:true|}",
        "FromLogits of [Loss] is true; Loss.MeanSquaredError compares values and not probabilities, so remove it")]
    public void RNN032_loss_arguments(string loss, string message) => Expect.Diagnostics(Trained("Dense(2)", loss), message);

    [Theory]
    [InlineData("Dense(2), {|RNN040:TimeDistributed|}", "[TimeDistributed] wraps the layer that follows it, but nothing follows it;")]
    [InlineData("{|RNN040:TimeDistributed|}, TimeDistributed, Dense(2)", "but another wrapper, [TimeDistributed], follows it;")]
    [InlineData("Dense(2), {|RNN040:Bidirectional|}", "put a layer attribute after it, for example [Bidirectional, LSTM(64)]")]
    [InlineData("{|RNN040:Bidirectional|}, TimeDistributed, Dense(2)", "but another wrapper, [TimeDistributed], follows it;")]
    public void RNN040_wrapper_without_layer(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Fact]
    public void RNN041_wrapper_around_a_recurrent_layer() => Expect.Diagnostics(
        Model("{|RNN041:TimeDistributed|}, LSTM(2), Dense(1)"),
        "[TimeDistributed] cannot wrap [LSTM]: ");

    [Theory]
    [InlineData("{|RNN041:Bidirectional|}, Dense(2), Dense(1)", "[Bidirectional] cannot wrap [Dense]: only a recurrent layer has a direction in time; write [Dense] alone")]
    [InlineData("{|RNN041:Bidirectional(Merge = MergeMode.Sum)|}, Flatten, Dense(1)", "[Bidirectional] cannot wrap [Flatten]: ")]
    public void RNN041_bidirectional_without_direction(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("{|RNN041:TimeDistributed|}, Permute(2, 1), Dense(1)", "Model(4, 3, 2)", "write [Permute(1, 3, 2)] alone, which leaves the timesteps where they are")]
    [InlineData("{|RNN041:TimeDistributed|}, RepeatVector(2), Dense(1)", "Model(4, 3)", "each timestep would become a sequence of its own;")]
    public void RNN041_moves_within_a_timestep(string layers, string model, string message) => Expect.Diagnostics(Model(layers, model), message);

    [Fact]
    public void RNN020_bidirectional_without_a_sequence() => Expect.Diagnostics(
        Model("{|RNN020:Bidirectional|}, LSTM(2), Dense(1)", "Model(3)"),
        "[Bidirectional] needs a sequence (timesteps, features) as input, but gets (3);");

    [Fact]
    public void RNN020_after_a_bidirectional_layer() => Expect.Diagnostics(
        Model("Bidirectional, LSTM(5), {|RNN020:GRU(2)|}, Dense(1)"),
        "[GRU] needs a sequence (timesteps, features) as input, but gets (10); set ReturnSequences = true on the [LSTM] before it");

    [Fact]
    public void RNN022_states_of_both_directions_returned_inside_the_network() => Expect.Diagnostics(
        Model("Bidirectional, LSTM(2, ReturnState = {|RNN022:true|}), Dense(1)"), "[LSTM] returns its state, but [Dense] follows it");

    [Theory]
    [InlineData("{|RNN025:RepeatVector(2)|}, Dense(1)", "[RepeatVector] cannot take (4, 3) as input: it needs one vector for each sample: (features)")]
    [InlineData("Flatten, RepeatVector({|RNN010:0|}), Dense(1)", "N of [RepeatVector] is 0; it must be at least 1")]
    public void RepeatVector_of_what_is_no_vector(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("Permute({|RNN029:1, 0|})", "[Permute] cannot put the axes of (4, 3) in the order (1, 0); name each of its axes once: 1, 2")]
    [InlineData("Permute({|RNN029:2, 2|})", "in the order (2, 2)")]
    [InlineData("Permute({|RNN029:2, 1, 3|})", "in the order (2, 1, 3)")]
    [InlineData("Permute({|RNN029:-1, 1|})", "in the order (-1, 1)")]
    [InlineData("Permute({|RNN029:new int[0]|})", "in the order ()")]
    [InlineData("Flatten, Permute({|RNN029:2, 1|})", "cannot put the axes of (12) in the order (2, 1); name each of its axes once: 1")]
    public void RNN029_permute(string layers, string message) => Expect.Diagnostics(Model(layers + ", Dense(1)"), message);

    [Fact]
    public void Arguments_of_a_wrapped_layer_are_its_own() =>
        Expect.Diagnostics(Model("TimeDistributed, Dense({|RNN010:0|})"), "Units of [Dense] is 0;");

    [Theory]
    [InlineData("Bidirectional, GRU({|RNN010:0|}), Dense(1)", "Units of [GRU] is 0;")]
    [InlineData("Bidirectional(Merge = {|RNN012:(MergeMode)4|}), GRU(2), Dense(1)", "Merge of [Bidirectional] is 4, which is no member of MergeMode; use one of Concat, Sum, Mul, Ave")]
    [InlineData("Bidirectional, LSTM(2, Stateful = {|RNN023:true|}, GoBackwards = true), Dense(1)", "[LSTM] cannot be stateful: ")]
    [InlineData("Bidirectional, LSTM(2, Dropout = {|RNN011:1|}), Dense(1)", "Dropout of [LSTM] is 1;")]
    public void Arguments_of_a_bidirectional_layer(string layers, string message) => Expect.Diagnostics(Model(layers), message);

    [Theory]
    [InlineData("Bidirectional, LSTM(1073741824, ReturnSequences = true)", "RNN024")]
    [InlineData("Bidirectional, LSTM(30000)", "RNN024")]
    [InlineData("Bidirectional, LSTM(3)", null)]
    [InlineData("Bidirectional(Merge = MergeMode.Ave), GRU(3, ReturnSequences = true)", null)]
    public void Weights_of_both_directions_are_counted(string layer, string? id)
    {
        string marked = id is null ? layer : layer.Replace("LSTM", "{|" + id + ":LSTM", StringComparison.Ordinal) + "|}";
        Expect.Diagnostics(
            $$"""
            [Model(4, 3, Batch = 1)]
            [{{marked}}]
            [Loss(Loss.MeanSquaredError)]
            sealed partial class Echo
            {
                public int Ranks => Bidirectional.ForwardKernel.Rank + Bidirectional.BackwardRecurrentKernelGradient.Rank + Bidirectional.BackwardBias.Rank;
            }
            """ + Using("Echo", layer: null));
    }

    [Fact]
    public void Diagnostics_of_one_model_leave_the_others_alone() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense({|RNN010:0|})]
        sealed partial class Wrong;

        [Model(3)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Right;
        """ + Using("Right"));

    [Fact]
    public void Constants_of_a_wrong_model_can_be_divided_by() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense({|RNN010:0|})]
        sealed partial class Echo;

        static class Uses
        {
            public const int Batches = 1000 / Echo.Batch, Rows = 1000 / Echo.InputSize + 1000 / Echo.OutputSize + 1000 / Echo.ParameterCount;
        }
        """);

    private static string Trained(string layers, string loss) =>
        $"""
        [Model(4, 3)]
        [{layers}]
        [Loss({loss})]
        sealed partial class Echo;
        """ + Using("Echo", View(layers), loss.Contains("Sparse", StringComparison.Ordinal) ? "int" : "float");
}
