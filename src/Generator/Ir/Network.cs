using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Ir;

/// <summary>A tensor that the model keeps from call to call, with what its initial values need.</summary>
internal class Weight(Tensor tensor, string kerasName, Shape kerasShape, Initialization initialization)
{
    public Tensor Tensor { get; } = tensor;

    /// <summary>Keras' name: <c>recurrent_kernel</c>, or <c>forward_lstm/recurrent_kernel</c>.</summary>
    public string KerasName { get; } = tensor.Direction is { } direction ? $"{direction.Layer}/{kerasName}" : kerasName;

    /// <summary>The property by which users see it: <c>RecurrentKernel</c>, or <c>ForwardRecurrentKernel</c>.</summary>
    public string Property { get; } = tensor.Direction?.Name + Names.PascalCase(kerasName);

    /// <summary>The shape users see: the two biases of a GRU are (2, 3u) to them and 6u numbers to the equations.</summary>
    public Shape KerasShape { get; } = kerasShape;

    public Initialization Initialization { get; } = initialization;

    /// <summary>Where it stands in its block, that of the parameters or that of the statistics; set by planning.</summary>
    public int Offset { get; set; }
}

/// <summary>A weight that is trained.</summary>
internal sealed class Parameter(Tensor tensor, Tensor gradient, string kerasName, Shape kerasShape, Initialization initialization)
    : Weight(tensor, kerasName, kerasShape, initialization)
{
    public Tensor Gradient { get; } = gradient;

    public Penalty? Penalty { get; set; }

    /// <summary>True for a table, whose gradient is zero but for the rows that a batch uses.</summary>
    public bool IsSparse { get; set; }
}

/// <summary>A part of what a stream keeps from one timestep to the next.</summary>
/// <param name="Layer">The layer whose state it is.</param>
/// <param name="Offset">Where it begins, counted in values.</param>
internal sealed record StreamState(Tensor Tensor, string Layer, int Offset);

/// <summary>How a parameter begins: an initializer's name and arguments, and the elements of it that then become one.</summary>
internal sealed record Initialization(string Initializer, IReadOnlyList<double> Arguments, int OnesStart = 0, int OnesCount = 0);

/// <summary>A regulariser: <c>l1·Σ|w| + l2·Σw²</c> is added to the loss.</summary>
internal sealed record Penalty(double L1, double L2);

/// <summary>One layer as ops: its equations forward and, once differentiated, backward.</summary>
internal sealed class Block(string name, string kind, string description, Tensor input)
{
    private readonly TensorNames _names = new();

    /// <summary>Keras' automatic name: <c>lstm_1</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Keras' class: <c>LSTM</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The attribute as a reader knows it: <c>LSTM(64, ReturnSequences)</c>.</summary>
    public string Description { get; } = description;

    /// <summary>What decides how it trains and is not the default: <c>Activation = Relu, Units = 64</c>.</summary>
    public string Settings { get; set; } = "";

    public Tensor Input { get; } = input;

    /// <summary>The output the next layer reads.</summary>
    public Tensor Output { get; set; } = input;

    public Shape OutputShape => Output.Shape;

    /// <summary>For each timestep of the output 1, or 0 where it is padding: (timesteps × rows × 1). Null when all of it counts.</summary>
    public Tensor? OutputMask { get; set; }

    public List<Parameter> Parameters { get; } = [];

    /// <summary>The weights that are not trained: moving averages, which the forward pass updates while training.</summary>
    public List<Weight> Statistics { get; } = [];

    /// <summary>All weights in Keras' order: those that are trained come first.</summary>
    public IEnumerable<Weight> Weights => Parameters.Concat(Statistics);

    /// <summary>Number of values in all weights, as Keras' summary counts them.</summary>
    public int WeightCount => Weights.Sum(weight => weight.Tensor.Size);

    public List<Op> Forward { get; } = [];

    public List<Op> Backward { get; } = [];

    /// <summary>What is computed once for each different token of a batch, before any of its shards is run forward.</summary>
    public List<Op> TokenForward { get; } = [];

    /// <summary>The gradients of that, after all shards have been run backward.</summary>
    public List<Op> TokenBackward { get; } = [];

    /// <summary>All ops of the way forward.</summary>
    public IEnumerable<Op> AllForward => TokenForward.Concat(Forward);

    /// <summary>The gradients of tables: computed when the shards are done, one after the other, in one place for all.</summary>
    public List<ScatterAdd> SparseBackward { get; } = [];

    /// <summary>Makes a name that no other tensor of this layer has.</summary>
    public string UniqueName(string name) => _names.MakeUnique(name);

    /// <summary>Gradient of the loss in <see cref="Output"/>.</summary>
    public Tensor? OutputGradient { get; set; }
}

/// <summary>The network as IR: filled by the layers, completed by the differentiator.</summary>
internal sealed class Network(Tensor input)
{
    public Tensor Input { get; } = input;

    public List<Block> Blocks { get; } = [];

    /// <summary>The model's outputs, batch-major: what the last layer gives, then its states where it returns them.</summary>
    public List<Tensor> Outputs { get; } = [];

    public LossNode? Loss { get; set; }

    /// <summary>What a stream keeps, for a network at one timestep.</summary>
    public List<StreamState> States { get; } = [];

    public IEnumerable<Parameter> Parameters => Blocks.SelectMany(block => block.Parameters);

    /// <summary>How many tokens there are, where the input is tokens: each is less than this. 0 for values.</summary>
    public int Vocabulary => Blocks.SelectMany(block => block.AllForward).OfType<Gather>().Select(gather => gather.Table.Shape.Dimensions[0]).DefaultIfEmpty().Min();

    /// <summary>True when work is done once for each different token, of which there may be few or many.</summary>
    public bool ListsTokens => Blocks.SelectMany(block => block.AllForward).OfType<Gather>().Any(gather => gather.Tokens.Kind == TensorKind.TokenList);

    /// <summary>True when all shards of a batch do that work together.</summary>
    public bool SharesTokens => Blocks.Any(block => block.TokenForward.Count > 0);

    /// <summary>The parameters whose size adds to the loss.</summary>
    public IEnumerable<Parameter> Penalized => Parameters.Where(parameter => parameter.Penalty is { } penalty && (penalty.L1 != 0 || penalty.L2 != 0));

    public IEnumerable<Weight> Statistics => Blocks.SelectMany(block => block.Statistics);

    /// <summary>
    /// True when a value depends on several rows of a batch (a batch's mean): such a network computes a batch as a whole
    /// and cannot take its rows in parts.
    /// </summary>
    public bool CouplesRows => Blocks
        .SelectMany(block => block.Forward)
        .SelectMany(op => op.Bodies.SelectMany(body => body).Prepend(op))
        .Any(op => op is Reduce { Axis: ReduceAxis.Rows });
}
