using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the network itself: the way forward, the loss and the way back, then layer by layer.</summary>
internal sealed class NetworkClass(CodeWriter writer, ModelSpec model, Plan plan, Plan? step, NumericType type, ModelNames names, IStyle style)
{
    private readonly MethodBody _body = new(writer, plan, type, names => style.NewPrinter(names));
    private readonly LossMethods _loss = new(writer, plan, type);

    private Network Network => plan.Network;

    public void Write()
    {
        WriteTokens(
            "ForwardTokens",
            "What is the same wherever a token stands, for each different token of a batch: one shard's share of them, before any shard goes forward.",
            Arguments.ForwardTokens(plan), Network.Blocks.Select(block => (block, block.TokenForward)));
        WriteForward();
        WriteOutput();
        if (Network.Loss is not null)
        {
            WriteBackward();
            WriteTokens(
                "BackwardTokens",
                "The gradients of <c>ForwardTokens</c>, when all shards have gone backward: one shard's share of them.",
                Arguments.BackwardTokens(plan), Enumerable.Reverse(Network.Blocks).Select(block => (block, block.TokenBackward)));
            _loss.WriteLoss();
            _loss.WriteGradient();
            _loss.WriteCount();
            _loss.WritePenalties();
        }

        foreach (Block block in Network.Blocks)
            WriteLayer(block);
        new TableMethods(writer, plan, type).Write();
        WorkspaceConstants.Write(writer, plan.Buffers, plan.Sharding.Rows == 1 ? "for one row" : $"with room for {plan.Sharding.Rows} rows");
        if (Network.SharesTokens)
        {
            writer.Line();
            WorkspaceConstants.WriteOfTokens(writer, plan.TokenBuffers);
        }

        writer.Line();
        new DescriptionField(writer, model, plan, step, names).Write();
    }

    private void WriteForward()
    {
        writer.Line("/// <summary>The network forward: each layer reads what the one before has written to the workspace.</summary>");
        using (writer.Block($"public static void Forward({Arguments.Forward(plan).Declaration(type, names.Input)})"))
        {
            foreach (Block block in Network.Blocks)
                WriteCall(block, block.Forward, "Forward");
        }

        writer.Line();
    }

    /// <summary>Writes what is computed for tokens, forward or backward, where the shards of a batch do so together.</summary>
    private void WriteTokens(string method, string summary, Arguments arguments, IEnumerable<(Block Block, List<Op> Ops)> layers)
    {
        if (!Network.SharesTokens)
            return;
        writer.Line($"/// <summary>{summary}</summary>");
        using (writer.Block($"public static void {method}({arguments.Declaration(type, names.Input)})"))
        {
            foreach ((Block block, List<Op> ops) in layers.Where(layer => layer.Ops.Count > 0))
                writer.Line($"{Names.PascalCase(block.Name)}{method}({Arguments.OfTokens(ops).PassOn()});");
        }

        writer.Line();
    }

    private void WriteBackward()
    {
        writer.Line("/// <summary>The network backward: the gradient of the loss in the output, then layer by layer in its weights and its input.</summary>");
        using (writer.Block($"public static void Backward({Arguments.Backward(plan).Declaration(type, names.Input)})"))
        {
            WriteClears();
            writer.Line($"LossBackward({Arguments.LossBackward(Network.Loss!).PassOn()});");
            foreach (Block block in Enumerable.Reverse(Network.Blocks))
                WriteCall(block, block.Backward, "Backward");
        }

        writer.Line();
    }

    private void WriteClears()
    {
        IReadOnlyList<(int Start, int Length)> stretches = plan.AddedGradients;
        if (stretches.Count == 1 && stretches[0] == (0, plan.ParameterCount - plan.SparseParameterCount))
        {
            writer.Line("gradients.Clear();");
            return;
        }

        foreach ((int start, int length) in stretches)
            writer.Line($"gradients.Slice({Addresses.Number(start)}, {Addresses.Number(length)}).Clear();", "added to below; the others are written");
    }

    private void WriteCall(Block block, IReadOnlyList<Op> ops, string direction)
    {
        if (MethodBody.Computes(ops))
            writer.Line($"{Names.PascalCase(block.Name)}{direction}({Arguments.OfOps(ops).PassOn()});");
        else if (direction == "Forward" && block.TokenForward.Count > 0)
            writer.Line($"// {block.Name}: ForwardTokens has taken its rows.");
        else if (direction == "Forward")
            writer.Line($"// {block.Name}: the same values, seen as {Addresses.Shape(block.Output)}.");
    }

    private void WriteOutput()
    {
        var addresses = new Addresses(plan);
        writer.Line("/// <summary>Where the outputs of the last forward pass are.</summary>");
        string header = $"public static ReadOnlySpan<{type.Keyword}> Output(ReadOnlySpan<{type.Keyword}> workspace, int index, int rows) =>";
        if (Network.Outputs.Count == 1)
        {
            writer.Line(header);
            using (writer.Indent())
                writer.Line(addresses.Span(Network.Outputs[0]) + ";", OutputComment(0));
            writer.Line();
            return;
        }

        writer.Line(header + " index switch");
        writer.Line("{");
        using (writer.Indent())
        {
            for (int index = 1; index < Network.Outputs.Count; index++)
                writer.Line($"{index} => {addresses.Span(Network.Outputs[index])},", OutputComment(index));
            writer.Line($"_ => {addresses.Span(Network.Outputs[0])},", OutputComment(0));
        }

        writer.Line("};");
        writer.Line();
    }

    private string OutputComment(int index) => $"{Network.Outputs[index].Symbol} {Addresses.Shape(Network.Outputs[index])}";

    private void WriteLayer(Block block)
    {
        (List<Op> Ops, string Name, Arguments Arguments)[] methods =
        [
            (block.TokenForward, "ForwardTokens", Arguments.OfTokens(block.TokenForward)),
            (block.Forward, "Forward", Arguments.OfOps(block.Forward)),
            (block.Backward, "Backward", Arguments.OfOps(block.Backward)),
            (block.TokenBackward, "BackwardTokens", Arguments.OfTokens(block.TokenBackward)),
        ];
        bool isFirst = true;
        foreach ((List<Op> ops, string name, Arguments arguments) in methods.Where(method => MethodBody.Computes(method.Ops)))
        {
            if (isFirst)
                _body.WriteHeading(block);
            isFirst = false;
            using (writer.Block($"private static void {Names.PascalCase(block.Name)}{name}({arguments.Declaration(type, names.Input)})"))
                _body.Write(block, ops);
            writer.Line();
        }
    }
}
