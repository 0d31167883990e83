using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>What a method of the network takes: only what its ops touch, always in the same order.</summary>
internal sealed class Arguments
{
    /// <summary>The model's member that is its parameters.</summary>
    public const string Parameters = "Parameters";

    /// <summary>The model's member that is its parameters, for reading alone.</summary>
    public const string BakedParameters = "ReadOnlyParameters";

    private readonly List<(string Name, string Type, string Source)> _items = [];

    private Arguments()
    {
    }

    /// <summary>The whole network forward.</summary>
    public static Arguments Forward(Plan plan) => OfOps([.. plan.Network.Blocks.SelectMany(block => block.Forward)], always: TensorKind.Input);

    /// <summary>The whole network backward.</summary>
    public static Arguments Backward(Plan plan)
    {
        Op[] ops = [.. plan.Network.Blocks.SelectMany(block => block.Backward), .. plan.Network.Loss!.Backward];
        return OfOps(ops, TensorKind.Input, TensorKind.ParameterGradient).WithScale();
    }

    /// <summary>The loss of the last forward pass.</summary>
    public static Arguments Loss(Plan plan)
    {
        var arguments = new Arguments();
        arguments.Add("workspace", "ReadOnlySpan<{0}>", "shard.Workspace");
        arguments.Add("target", TargetType(plan.Network.Loss!), "y");
        arguments.Add("rows", "int", "shard.Rows");
        return arguments;
    }

    /// <summary>The gradient of the loss in the output.</summary>
    public static Arguments LossBackward(LossNode loss) => OfOps(loss.Backward).WithScale();

    /// <summary>Some ops: one layer's, forward or backward.</summary>
    /// <param name="always">Kinds of tensors that are passed even when no op touches one.</param>
    public static Arguments OfOps(IReadOnlyList<Op> ops, params TensorKind[] always)
    {
        Op[] all = [.. ops.SelectMany(op => op.Bodies.SelectMany(body => body).Prepend(op))];
        var kinds = new HashSet<TensorKind>(all.SelectMany(op => op.Reads.Concat(op.Writes)).Select(tensor => Lifetimes.Root(tensor).Kind).Concat(always));
        bool Touches(TensorKind kind) => kinds.Contains(kind);

        var arguments = new Arguments();
        if (Touches(TensorKind.Input))
            arguments.Add("x", "ReadOnlySpan<{1}>", "x");
        if (Touches(TensorKind.Parameter))
            arguments.Add("parameters", "ReadOnlySpan<{0}>", Parameters);
        if (Touches(TensorKind.ParameterGradient))
            arguments.Add("gradients", "Span<{0}>", "shard.Gradients");
        if (Touches(TensorKind.Statistic))
            arguments.Add("statistics", "Span<{0}>", "NonTrainableWeights");
        arguments.Add("workspace", "Span<{0}>", "shard.Workspace");
        if (all.Any(op => op.Reads.Concat(op.Writes).Any(tensor => tensor.Layout == Layout.ByTokenOfBatch)))
            arguments.Add("tokenWorkspace", "Span<{0}>", "shard.TokenWorkspace");
        if (Touches(TensorKind.TokenList))
            arguments.Add("tokens", "TokenList", "shard.Tokens");
        if (Touches(TensorKind.State) || all.OfType<Scan>().SelectMany(scan => scan.Carries).Any(carry => carry.Start == CarryStart.KeptState))
            arguments.Add("states", "Span<{0}>", "shard.States");
        if (Touches(TensorKind.Target))
        {
            bool labels = all.OfType<CrossEntropyGradient>().Any(op => op.Loss.Sparse);
            arguments.Add("target", labels ? "ReadOnlySpan<int>" : "ReadOnlySpan<{0}>", "y");
        }

        arguments.Add("rows", "int", "shard.Rows");
        bool drops = all.OfType<DropoutMask>().Any();
        if (drops || all.OfType<WhenTraining>().Any())
            arguments.Add("training", "bool", "training");
        if (drops)
        {
            arguments.Add("seed", "int", "Seed");
            arguments.Add("step", "long", "shard.DropoutStep");
        }

        return arguments;
    }

    /// <summary>What the network computes once for each different token of a batch.</summary>
    public static Arguments ForwardTokens(Plan plan) => OfTokens([.. plan.Network.Blocks.SelectMany(block => block.TokenForward)]);

    /// <summary>The gradients of that.</summary>
    public static Arguments BackwardTokens(Plan plan) => OfTokens([.. plan.Network.Blocks.SelectMany(block => block.TokenBackward)]);

    /// <summary>Some of its ops.</summary>
    public static Arguments OfTokens(IReadOnlyList<Op> ops)
    {
        Arguments arguments = OfOps(ops);
        arguments._items.RemoveAll(item => item.Name is "rows" or "tokens");
        if (!ops.SelectMany(op => op.Reads.Concat(op.Writes)).Any(tensor => tensor is { Kind: TensorKind.Computed, Layout: not Layout.ByTokenOfBatch }))
            arguments._items.RemoveAll(item => item.Name == "workspace");
        arguments.Add("tokens", "TokenList", "shard.Tokens");
        return arguments;
    }

    /// <summary>The gradients of tables, from one shard.</summary>
    public static Arguments OfTables(Plan plan)
    {
        ScatterAdd[] ops = [.. plan.Network.Blocks.SelectMany(block => block.SparseBackward)];
        Arguments arguments = plan.Network.SharesTokens ? OfTokens(ops) : OfOps(ops);
        int gradients = arguments._items.FindIndex(item => item.Name == "gradients");
        arguments._items[gradients] = arguments._items[gradients] with { Source = "Gradients" };
        return arguments;
    }

    /// <summary>What ops of a network at one timestep take: one row, and no training.</summary>
    public static Arguments OfStep(IReadOnlyList<Op> ops, params TensorKind[] always)
    {
        Arguments arguments = OfOps(ops, always);
        arguments._items.RemoveAll(item => item.Name == "rows");
        return arguments;
    }

    /// <summary>The parameter list of the method.</summary>
    public string Declaration(NumericType type, string inputType) =>
        string.Join(", ", _items.Select(item => item.Type.Replace("{0}", type.Keyword).Replace("{1}", inputType) + " " + item.Name));

    /// <summary>The argument list of a call from the model's own members.</summary>
    /// <param name="parameters">The member that is the parameters.</param>
    public string Call(string parameters = Parameters) =>
        string.Join(", ", _items.Select(item => item.Source == Parameters ? parameters : item.Source));

    /// <summary>The argument list of a call from the members that run a stream.</summary>
    /// <param name="parameters">The member that is the parameters.</param>
    public string CallOfStep(string parameters) => string.Join(", ", _items.Select(item => item.Name switch
    {
        "parameters" => parameters,
        "statistics" => item.Source,
        _ => item.Name,
    }));

    /// <summary>The argument list of a call from another method of the network.</summary>
    public string PassOn() => string.Join(", ", _items.Select(item => item.Name));

    private Arguments WithScale()
    {
        Add("scale", "{0}", "scale");
        return this;
    }

    private static string TargetType(LossNode loss) => loss is CrossEntropyLoss { Sparse: true } ? "ReadOnlySpan<int>" : "ReadOnlySpan<{0}>";

    private void Add(string name, string type, string source) => _items.Add((name, type, source));
}
