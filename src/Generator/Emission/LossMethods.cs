using RnnGen.Generator.Emission.Textbook;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the loss, its gradient in the output, and the penalties on the weights.</summary>
internal sealed class LossMethods(CodeWriter writer, Plan plan, NumericType type)
{
    private readonly Addresses _addresses = new(plan);
    private readonly Block _last = plan.Network.Blocks[plan.Network.Blocks.Count - 1];

    private LossNode Loss => plan.Network.Loss!;

    private BlockNames BlockNames => new(_last);

    public void WriteLoss()
    {
        writer.Line($"// ---- The loss: {Loss.Name} ----");
        writer.Line();
        using (writer.Block($"public static double Loss({Arguments.Loss(plan).Declaration(type, "")})"))
        {
            if (Loss.Mask is { } mask)
                writer.Line($"ReadOnlySpan<{type.Keyword}> mask = {_addresses.Span(mask)};", $"{BlockNames.Symbol(mask)} {Addresses.Shape(mask)}");
            if (Loss is CrossEntropyLoss crossEntropy)
                WriteCrossEntropy(crossEntropy);
            else if (Loss is MeanLoss mean)
                WriteMean(mean);
        }

        writer.Line();
    }

    public void WriteGradient()
    {
        using (writer.Block($"private static void LossBackward({Arguments.LossBackward(Loss).Declaration(type, "")})"))
        {
            writer.Line($"// The loss of a batch is the mean of its elements{(Loss.Mask is null ? "" : " that are not padding")}: scale = 1 / {ElementsOfBatch}.");
            new MethodBody(writer, plan, type, names => new TextbookOps(writer, type, names)).Write(_last, Loss.Backward);
        }

        writer.Line();
    }

    /// <summary>How many elements count, where padding does not.</summary>
    public void WriteCount()
    {
        if (Loss.Mask is null)
            return;
        TimestepMask mask = plan.Network.Blocks.SelectMany(block => block.Forward).OfType<TimestepMask>().First();
        int perTimestep = Loss.ElementsPerSample / Loss.Mask.Size;
        string input = mask is ValueMask ? type.Keyword : "int";
        string count = mask is ValueMask values
            ? $"Masks.CountValues(x, {values.Source.Columns}, {NumericType.Invariant(values.Padding)})"
            : "Masks.CountTokens(x)";
        writer.Line("/// <summary>The number of loss elements: those of timesteps that are not padding.</summary>");
        writer.Line($"public static double CountLossElements(ReadOnlySpan<{input}> x) => {count}{(perTimestep == 1 ? "" : $" * (double){perTimestep}")};");
        writer.Line();
        writer.Line("/// <summary>Which timesteps of the output are not padding.</summary>");
        writer.Line($"public static ReadOnlySpan<{type.Keyword}> OutputMask(ReadOnlySpan<{type.Keyword}> workspace, int rows) => {_addresses.Span(Loss.Mask)};");
        writer.Line();
    }

    /// <summary>The regularisers: what they add to the loss, and to the gradients.</summary>
    public void WritePenalties()
    {
        Parameter[] penalized = [.. plan.Network.Penalized];
        if (penalized.Length == 0)
            return;

        using (writer.Block($"public static double Penalties(ReadOnlySpan<{type.Keyword}> parameters)"))
        {
            IEnumerable<string> terms = penalized.Select(parameter => $"Penalty.Of({_addresses.Span(parameter.Tensor)}, {Factors(parameter)})");
            writer.Line($"return {string.Join("\n    + ", terms)};");
        }

        writer.Line();
        using (writer.Block($"public static void AddPenaltyGradients(ReadOnlySpan<{type.Keyword}> parameters, Span<{type.Keyword}> gradients)"))
        {
            foreach (Parameter parameter in penalized)
            {
                writer.Equation(PenaltyGradient(parameter), Addresses.Shape(parameter.Tensor));
                writer.Line($"Penalty.AddGradient({_addresses.Span(parameter.Tensor)}, {_addresses.SpanOfSum(parameter.Gradient)}, {Factors(parameter)});");
            }
        }

        writer.Line();
    }

    private void WriteCrossEntropy(CrossEntropyLoss loss)
    {
        string z = BlockNames.Name(loss.Logits), symbol = BlockNames.Symbol(loss.Logits);
        writer.Line($"ReadOnlySpan<{type.Keyword}> {z} = {_addresses.Span(loss.Logits)};", $"{symbol} {Addresses.Shape(loss.Logits)}");
        writer.Line();
        writer.Line(loss.Sparse
            ? $"// −Σ log softmax({symbol})[y*]"
            : $"// −Σ y* ∘ log softmax({symbol})");
        writer.Line($"return CrossEntropy.{(loss.Sparse ? "Sparse" : "Categorical")}({z}, target, {loss.Classes}{(loss.Mask is null ? "" : ", mask")});");
    }

    private void WriteMean(MeanLoss loss)
    {
        string name = BlockNames.Name(loss.Prediction.Tensor);
        writer.Line(
            $"ReadOnlySpan<{type.Keyword}> {name} = {_addresses.Span(loss.Prediction.Tensor)};",
            $"{BlockNames.Symbol(loss.Prediction.Tensor)} {Addresses.Shape(loss.Prediction.Tensor)}");
        writer.Line();
        writer.Line($"// Σ {new Equation(BlockNames).Of(loss.Expression)}");
        writer.Line("double sum = 0;");
        var code = new ScalarCode(loss.Expression, type, view => BlockNames.Name(view.Tensor) + "[k]");
        using (writer.Block($"for (int k = 0; k < {name}.Length; k++)"))
        {
            foreach (string declaration in code.Declarations)
                writer.Line(declaration);
            writer.Line(loss.Mask is null ? $"sum += {code.Text};" : $"sum += mask[k / {loss.Prediction.Tensor.Columns}] * ({code.Text});");
        }

        writer.Line("return sum;");
    }

    private string PenaltyGradient(Parameter parameter)
    {
        Penalty penalty = parameter.Penalty!;
        string name = $"{Names.PascalCase(BlockOf(parameter).Name)}.{parameter.Tensor.Symbol}";
        List<string> terms = [];
        if (penalty.L1 != 0)
            terms.Add($"{NumericType.Invariant(penalty.L1)}·sign({name})");
        if (penalty.L2 != 0)
            terms.Add($"2·{NumericType.Invariant(penalty.L2)}·{name}");
        return $"d{name} += {string.Join(" + ", terms)}";
    }

    private Block BlockOf(Parameter parameter) => plan.Network.Blocks.First(block => block.Parameters.Contains(parameter));

    /// <summary>The loss elements of all rows, not only those of the shard.</summary>
    private string ElementsOfBatch => Loss.Mask is not null ? "their number in the batch" : Loss.ElementsPerSample == 1 ? "the batch's rows" : $"({Addresses.Number(Loss.ElementsPerSample)} · the batch's rows)";

    private static string Factors(Parameter parameter) =>
        $"l1: {NumericType.Invariant(parameter.Penalty!.L1)}, l2: {NumericType.Invariant(parameter.Penalty.L2)}";
}
