namespace RnnGen.Generator.Ir;

/// <summary>How the value that a scan carries from step to step begins.</summary>
internal enum CarryStart
{
    Zero,

    /// <summary>The state that the batch before left behind (Keras: stateful).</summary>
    KeptState,

    /// <summary>A tensor computed before the scan (the gradient of a last state).</summary>
    Given,
}

/// <summary>
/// A value that a scan hands from one step to the next. A layer's scan keeps all of them: <see cref="History"/> has T + 1
/// slots, the first in the order of the scan for the initial state. The derivative of a scan needs only the latest.
/// </summary>
internal sealed class Carry(Tensor incoming)
{
    /// <summary>What the step receives: <c>h_{t−1}</c>.</summary>
    public Tensor Incoming { get; } = incoming;

    /// <summary>What it hands on: <c>h_t</c>. Known once the step's equations are written.</summary>
    public Tensor? Outgoing { get; set; }

    public CarryStart Start { get; set; }

    /// <summary>The tensor it begins with, for <see cref="CarryStart.Given"/>.</summary>
    public Tensor? Given { get; set; }

    /// <summary>Offset of the kept state within the model's states, for <see cref="CarryStart.KeptState"/>; set by planning.</summary>
    public int StateOffset { get; set; }

    /// <summary>The initial value and the one after each timestep; null in the derivative of a scan.</summary>
    public Tensor? History { get; set; }

    /// <summary>The values after each timestep in the order of time, as the scan's output: <see cref="History"/> without the initial value.</summary>
    public Tensor? Sequence { get; set; }

    /// <summary>The value after the timestep that the scan comes to last, as the scan's output.</summary>
    public Tensor? Last { get; set; }
}

/// <summary>A loop over time that carries state. The derivative of a scan is a scan the other way.</summary>
internal sealed class Scan(int timesteps, bool reversed, string? symbol) : Op
{
    public int Timesteps { get; } = timesteps;

    /// <summary>True when t runs from T − 1 down to 0.</summary>
    public bool Reversed { get; } = reversed;

    /// <summary>What tells it from the layer's other scans: <c>h→</c>; null for the only one.</summary>
    public string? Symbol { get; } = symbol;

    public List<Carry> Carries { get; } = [];

    /// <summary>The sequences' values at one timestep that the body reads (or, for gradients, writes).</summary>
    public List<Tensor> Slices { get; } = [];

    /// <summary>The ops of one timestep.</summary>
    public List<Op> Body { get; } = [];

    public override IReadOnlyList<List<Op>> Bodies => [Body];

    public override IEnumerable<Tensor> Writes =>
        Body.SelectMany(op => op.Writes)
            .Concat(Carries.SelectMany(carry => new[] { carry.Incoming, carry.History, carry.Sequence, carry.Last }).OfType<Tensor>())
            .SelectMany(WithHome).Distinct();

    public override IEnumerable<Tensor> Reads =>
        Body.SelectMany(op => op.Reads)
            .Concat(Carries.Select(carry => carry.Given).OfType<Tensor>())
            .SelectMany(WithHome).Distinct();

    private static IEnumerable<Tensor> WithHome(Tensor tensor) => tensor.Home is { } home ? [tensor, home.Sequence] : [tensor];
}
