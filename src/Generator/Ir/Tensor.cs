using System.Globalization;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Ir;

/// <summary>Where the batch axis of a tensor stands in memory.</summary>
internal enum Layout
{
    /// <summary>No batch axis: a parameter or its gradient.</summary>
    Shared,

    /// <summary>(rows, …): a sample's values lie together.</summary>
    BatchMajor,

    /// <summary>(timesteps, rows, …): a timestep of all samples lies together, as a recurrent layer reads it.</summary>
    TimeMajor,

    /// <summary>(tokens, …): a row for each different token of the batch, however often it occurs.</summary>
    ByTokenOfBatch,

    /// <summary>(tokens, …): a row for each different token of the shard.</summary>
    ByTokenOfShard,

    /// <summary>(tokens, …): a row for each of some tokens of the batch, those that are computed together.</summary>
    ByTokenOfBlock,
}

/// <summary>What a tensor is to the network.</summary>
internal enum TensorKind
{
    Input,
    Target,
    Parameter,
    ParameterGradient,

    /// <summary>A weight that is not trained: a moving average of what the layer has seen.</summary>
    Statistic,

    /// <summary>What a stream keeps from one timestep to the next.</summary>
    State,

    /// <summary>The different tokens of a batch: no memory of the network's own.</summary>
    TokenList,
    Computed,
}

/// <summary>A value of the network: a name for the code, a symbol for the equations, and a shape known at compile time.</summary>
internal sealed class Tensor(string name, string symbol, Shape shape, Layout layout, TensorKind kind = TensorKind.Computed)
{
    private readonly Dictionary<int, string> _columnSymbols = [];

    /// <summary>The identifier in the generated code.</summary>
    public string Name { get; set; } = name;

    /// <summary>The direction of a bidirectional layer that it belongs to.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The name without the direction, for code that both directions share.</summary>
    public string PlainName => Direction is not null && Name.Replace(Direction.Name, "") is { Length: > 0 } plain ? plain : Name;

    /// <summary>The symbol in the comments: <c>h_{t−1}</c>.</summary>
    public string Symbol { get; set; } = symbol;

    /// <summary>Shape of one sample (of one timestep's sample inside a scan), without the batch axis.</summary>
    public Shape Shape { get; } = shape;

    public Layout Layout { get; } = layout;

    public TensorKind Kind { get; } = kind;

    /// <summary>The op that computes the tensor; null for inputs and parameters, and for the slices and carries of a scan.</summary>
    public Op? Producer { get; set; }

    /// <summary>For a value of one timestep: the sequence it is a slot of. Null for a value that lives within one timestep only.</summary>
    public Slot? Home { get; set; }

    /// <summary>Set when the tensor is another one's memory seen in another shape or from a later slot.</summary>
    public Alias? Alias { get; set; }

    /// <summary>Elements of one sample.</summary>
    public int Size => Shape.Size <= int.MaxValue
        ? (int)Shape.Size
        : throw new ModelTooLargeException($"'{Name}' {Shape} has {Shape.Size.ToString(CultureInfo.InvariantCulture)} values in one sample");

    /// <summary>Length of the last axis.</summary>
    public int Columns => Shape.Last;

    /// <summary>Elements from one row to the next in memory: more than <see cref="Columns"/> for some columns of a wider matrix.</summary>
    public int RowStride => Home is { } home ? home.Sequence.RowStride : Alias is { Column: not null } alias ? alias.Source.Columns : Columns;

    /// <summary>Whether it has values for each row of the batch: then <see cref="Size"/> is that of one.</summary>
    public bool HasBatchAxis => Layout is Layout.BatchMajor or Layout.TimeMajor;

    /// <summary>Whether it has a row for each different token of a batch, of a shard, or of some of them.</summary>
    public bool IsByToken => Layout is Layout.ByTokenOfBatch or Layout.ByTokenOfShard or Layout.ByTokenOfBlock;

    /// <summary>How many rows of <see cref="Columns"/> elements one sample has.</summary>
    public int RowsPerSample => Size / Columns;

    public View All => new(this, 0, Columns);

    /// <summary>Some columns of the last axis, with their own symbol for the equations: <c>z_i</c> of <c>z</c>.</summary>
    public View Slice(int offset, int width, string symbol)
    {
        _columnSymbols[offset] = Direction?.Mark(symbol) ?? symbol;
        return new View(this, offset, width);
    }

    public string? ColumnSymbol(int offset) => _columnSymbols.TryGetValue(offset, out string? symbol) ? symbol : null;

    /// <summary>The symbols of the columns, from the left.</summary>
    public IReadOnlyList<string> ColumnSymbols => [.. _columnSymbols.OrderBy(symbol => symbol.Key).Select(symbol => symbol.Value)];

    /// <summary>Gives the tensor of this one's gradients the column symbols that mirror it: <c>dz_i</c>.</summary>
    public void NameColumnsOfGradient(Tensor gradient)
    {
        foreach (KeyValuePair<int, string> symbol in _columnSymbols)
            gradient._columnSymbols[symbol.Key] = "d" + symbol.Value;
    }

    public override string ToString() => $"{Name} {Shape}";
}

/// <summary>Which slot of a sequence a timestep's value stands in.</summary>
internal enum SlotRule
{
    /// <summary>Slot t.</summary>
    Current,

    /// <summary>
    /// Slot t + 1: the state after timestep t, when slot 0 holds the initial state; in a scan from the end, whose initial
    /// state is in slot T, the state before timestep t.
    /// </summary>
    Following,

    /// <summary>Slot t modulo the number of slots: the sequence holds a block of timesteps at a time.</summary>
    WithinBlock,
}

/// <summary>The slot of a (time-major) sequence that holds a timestep's value.</summary>
internal sealed record Slot(Tensor Sequence, SlotRule Rule);

/// <summary>The memory of <paramref name="Source"/>, from its slot <paramref name="FirstSlot"/> on.</summary>
/// <param name="Column">For some columns of the source: the first of them.</param>
internal sealed record Alias(Tensor Source, int FirstSlot, int? Column = null);
