using System.Globalization;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>
/// A random network whose shapes fit, with the number of parameters that Keras' formulas give it. It is written without
/// any code of the generator.
/// </summary>
internal sealed class RandomStack
{
    private readonly Genes _genes;
    private readonly List<string> _layers = [];
    private int[] _shape;

    public RandomStack(string name, IReadOnlyList<int> genes)
    {
        Name = name;
        _genes = new Genes(genes);
        _shape = _genes.Pick<int[]>([5], [4, 3], [6, 1], [2, 3, 4]);
        string input = string.Join(", ", _shape);
        int batch = _genes.Between(1, 5);
        do
            AddLayer();
        while (!_genes.IsEmpty && _layers.Count < 6);

        string? loss = AddLoss();
        Source =
            $"""
            [Model({input}, Batch = {batch})]
            {string.Join("\n", _layers.Select(layer => $"[{layer}]"))}
            {(loss is null ? "" : $"[Loss({loss})]")}
            public sealed partial class {name};

            {OwnCell}

            """;
    }

    public string Name { get; }

    /// <summary>A cell of the user's: a gate and a candidate, with one bias.</summary>
    private string OwnCell =>
        $$"""
        public static class {{Name}}Cell
        {
            public static RnnGen.Cells.Vector Step(
                RnnGen.Cells.Vector x, RnnGen.Cells.Vector h, RnnGen.Cells.Kernel Wf, RnnGen.Cells.RecurrentKernel Uf, RnnGen.Cells.Bias bf,
                RnnGen.Cells.Kernel Wh, RnnGen.Cells.RecurrentKernel Uh)
            {
                var f = RnnGen.Cells.Functions.Sigmoid(x * Wf + h * Uf + bf);
                return (1 - f) * h + f * RnnGen.Cells.Functions.Tanh(x * Wh + h * Uh);
            }
        }
        """;

    public string Source { get; }

    /// <summary>By Keras' formulas.</summary>
    public int ParameterCount { get; private set; }

    public int OutputSize => _shape.Aggregate(1, (size, dimension) => size * dimension);

    private int Features => _shape[^1];

    private void AddLayer()
    {
        Action[] always =
        [
            () => AddDense(), () => _layers.Add($"Activation({Activation(softmax: true)})"), () => _layers.Add($"Dropout({_genes.Pick("0", "0.5", "0.125")})"),
            AddReshape, Flatten, AddMove, AddNormalization,
        ];
        Action[] windows = [AddConvolution, AddPooling, AddGlobalPooling];
        Action[] recurrent = [() => AddDense("TimeDistributed, "), AddSimpleRnn, AddLstm, AddGru, AddOwnCell];
        Action[] fitting = _shape.Length switch
        {
            2 => [.. always, .. windows, .. recurrent],
            3 => [.. always, .. windows],
            _ => always,
        };
        _genes.Pick(fitting)();
    }

    /// <summary>Keras: 2·in, and for the averages of a batch 2·in that are not trained.</summary>
    private void AddNormalization()
    {
        bool scale = !_genes.Once(3), center = !_genes.Once(3);
        string kind = _genes.Pick("LayerNormalization", "BatchNormalization");
        _layers.Add($"{kind}(Scale = {(scale ? "true" : "false")}, Center = {(center ? "true" : "false")}, Epsilon = {_genes.Pick("0.001", "1e-5")})");
        ParameterCount += ((scale ? 1 : 0) + (center ? 1 : 0)) * Features;
    }

    /// <summary>Keras: size·in·filters + filters; ⌊(n − size) / stride⌋ + 1 windows, or ⌈n / stride⌉ with padding.</summary>
    private void AddConvolution()
    {
        int filters = _genes.Between(1, 6);
        bool bias = !_genes.Once(4);
        (string arguments, int size) = AddWindows();
        _layers.Add($"Conv{_shape.Length - 1}D({filters}, {arguments}{UseBias(bias)}{Weights("Kernel", "Bias")})");
        ParameterCount += size * Features * filters + (bias ? filters : 0);
        _shape = [.. _shape[..^1], filters];
    }

    private void AddPooling()
    {
        string kind = _genes.Pick("Max", "Average");
        int axes = _shape.Length - 1;
        _layers.Add($"{kind}Pooling{axes}D({AddWindows().Arguments})");
    }

    private void AddGlobalPooling()
    {
        _layers.Add($"Global{_genes.Pick("Max", "Average")}Pooling{_shape.Length - 1}D");
        _shape = [Features];
    }

    /// <summary>Windows over all axes but the last, which shrink accordingly; the product of their sizes.</summary>
    private (string Arguments, int Size) AddWindows()
    {
        int axes = _shape.Length - 1;
        bool same = _genes.Once(2);
        int[] sizes = [.. Enumerable.Range(0, axes).Select(axis => _genes.Between(1, same ? _shape[axis] + 1 : _shape[axis]))];
        int[] strides = [.. Enumerable.Range(0, axes).Select(_ => _genes.Between(1, 3))];
        _shape = [.. Enumerable.Range(0, axes).Select(axis => same ? (_shape[axis] + strides[axis] - 1) / strides[axis] : (_shape[axis] - sizes[axis]) / strides[axis] + 1), Features];
        string stride = axes == 1 ? $"{strides[0]}" : $"new[] {{ {string.Join(", ", strides)} }}";
        return ($"{string.Join(", ", sizes)}, Strides = {stride}{(same ? ", Padding = Padding.Same" : "")}", sizes.Aggregate(1, (size, next) => size * next));
    }

    /// <summary>Keras: in·u + u.</summary>
    private void AddDense(string wrapper = "")
    {
        int units = _genes.Between(1, 8);
        bool bias = !_genes.Once(4);
        string activation = _genes.Once(2) ? $", Activation = {Activation(softmax: true)}" : "";
        _layers.Add($"{wrapper}Dense({units}{activation}{UseBias(bias)}{Weights("Kernel", "Bias")})");
        ParameterCount += Features * units + (bias ? units : 0);
        _shape = [.. _shape[..^1], units];
    }

    /// <summary>Keras: u(in + u + 1).</summary>
    private void AddSimpleRnn()
    {
        (int units, bool bias) = AddRecurrent("SimpleRNN", "");
        EndRecurrent(units, units * (Features + units + (bias ? 1 : 0)));
    }

    /// <summary>Keras: 4u(in + u + 1).</summary>
    private void AddLstm()
    {
        (int units, bool bias) = AddRecurrent(
            "LSTM", (_genes.Once(3) ? ", UnitForgetBias = false" : "") + RecurrentActivation());
        EndRecurrent(units, 4 * units * (Features + units + (bias ? 1 : 0)));
    }

    /// <summary>Keras: 3u(in + u + 2), or 3u(in + u + 1) without ResetAfter.</summary>
    private void AddGru()
    {
        bool resetAfter = !_genes.Once(2);
        (int units, bool bias) = AddRecurrent("GRU", (resetAfter ? "" : ", ResetAfter = false") + RecurrentActivation());
        EndRecurrent(units, 3 * units * (Features + units + (!bias ? 0 : resetAfter ? 2 : 1)));
    }

    private (int Units, bool UseBias) AddRecurrent(string kind, string own)
    {
        int units = _genes.Between(1, 6);
        bool bias = !_genes.Once(4);
        string activation = _genes.Once(3) ? $", Activation = {Activation(softmax: false)}" : "";
        _layers.Add($"{kind}({units}{own}{activation}{UseBias(bias)}{LoopOptions()}{Weights("Kernel", "Recurrent", "Bias")}");
        return (units, bias);
    }

    /// <summary>Two kernels, two recurrent kernels and a bias.</summary>
    private void AddOwnCell()
    {
        int units = _genes.Between(1, 6);
        _layers.Add($"RNN(typeof({Name}Cell), {units}{LoopOptions()}");
        EndRecurrent(units, units * (2 * Features + 2 * units + 1));
    }

    private string LoopOptions() =>
        _genes.Pick("", "", ", GoBackwards = true", ", Stateful = true")
        + _genes.Pick("", "", ", Dropout = 0.25", ", RecurrentDropout = 0.5", ", Dropout = 0.1, RecurrentDropout = 0.1");

    /// <summary>Keras: a bidirectional layer has twice the parameters and, where it concatenates, twice the features.</summary>
    private void EndRecurrent(int units, int parameters)
    {
        bool sequences = _genes.Once(2);
        _layers[^1] += sequences ? ", ReturnSequences = true)" : ")";
        string wrapper = _genes.Pick("", "", "Bidirectional, ", "Bidirectional(Merge = MergeMode.Sum), ", "Bidirectional(Merge = MergeMode.Mul), ");
        _layers[^1] = wrapper + _layers[^1];
        ParameterCount += wrapper.Length == 0 ? parameters : 2 * parameters;
        if (wrapper == "Bidirectional, ")
            units *= 2;
        _shape = sequences ? [_shape[0], units] : [units];
    }

    /// <summary>RepeatVector on a vector, Permute on anything else.</summary>
    private void AddMove()
    {
        if (_shape.Length == 1)
        {
            int count = _genes.Between(1, 4);
            _layers.Add($"RepeatVector({count})");
            _shape = [count, _shape[0]];
            return;
        }

        int[] order = _shape.Length == 2 ? _genes.Pick<int[]>([2, 1], [1, 2]) : _genes.Pick<int[]>([3, 1, 2], [2, 1, 3], [2, 3, 1]);
        _layers.Add($"Permute({string.Join(", ", order)})");
        _shape = [.. order.Select(axis => _shape[axis - 1])];
    }

    private void AddReshape()
    {
        int size = OutputSize;
        int[] divisors = [.. Enumerable.Range(1, size).Where(divisor => size % divisor == 0)];
        int first = _genes.Pick(divisors);
        _shape = [first, size / first];
        _layers.Add(_genes.Once(2) ? $"Reshape({first}, -1)" : $"Reshape({first}, {size / first})");
    }

    private void Flatten()
    {
        _layers.Add("Flatten");
        _shape = [OutputSize];
    }

    private string? AddLoss()
    {
        string? loss = _genes.Pick(
            null, "Loss.MeanSquaredError", "Loss.MeanAbsoluteError", "Loss.Huber, Delta = 0.5", "Loss.BinaryCrossentropy",
            "Loss.CategoricalCrossentropy", "Loss.SparseCategoricalCrossentropy, FromLogits = true");
        string? last = loss switch
        {
            "Loss.BinaryCrossentropy" => "Sigmoid",
            "Loss.CategoricalCrossentropy" => "Softmax",
            { } sparse when sparse.StartsWith("Loss.Sparse", StringComparison.Ordinal) => "Linear",
            _ => null,
        };
        if (last is null)
            return loss;

        _layers.Add($"Dense(3, Activation = Activation.{last})");
        ParameterCount += Features * 3 + 3;
        _shape = [.. _shape[..^1], 3];
        return loss;
    }

    private string RecurrentActivation() => _genes.Once(3) ? $", RecurrentActivation = {Activation(softmax: false)}" : "";

    private string Activation(bool softmax)
    {
        RnnGen.Activation[] all = Enum.GetValues<Activation>();
        RnnGen.Activation picked = _genes.Pick(all);
        return $"Activation.{(picked == RnnGen.Activation.Softmax && !softmax ? RnnGen.Activation.Relu : picked)}";
    }

    private static string UseBias(bool bias) => bias ? "" : ", UseBias = false";

    private string Weights(params string[] weights)
    {
        string weight = _genes.Pick(weights);
        string number = (_genes.Below(9) / 8.0).ToString(CultureInfo.InvariantCulture);
        return _genes.Below(7) switch
        {
            0 => $", {weight}Initializer = Initializer.Constant, {weight}InitializerArguments = new double[] {{ {number} }}",
            1 => $", {weight}Initializer = Initializer.RandomNormal, {weight}InitializerArguments = new double[] {{ -1, {number} }}",
            2 => $", {weight}Initializer = Initializer.HeUniform",
            3 => $", {weight}Regularizer = Regularizer.L1L2, {weight}RegularizerArguments = new double[] {{ {number}, 0.5 }}",
            4 => $", {weight}Regularizer = Regularizer.L2",
            _ => "",
        };
    }
}
