using System.Globalization;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Says in C# where a tensor is: offsets are named constants, the number of rows is known when the code runs.</summary>
internal sealed class Addresses(Plan plan)
{
    /// <summary>The constant that holds a buffer's offset: <c>LstmHSteps</c>.</summary>
    public static string ConstantOf(WorkspaceBuffer buffer) => ConstantOf(buffer.Owner, buffer.Tensor);

    /// <summary>The constant that holds the offset of a layer's tensor.</summary>
    public static string ConstantOf(string layer, Tensor tensor) => Names.PascalCase(layer) + Names.Capitalize(tensor.Name);

    /// <summary>The span of a tensor in the workspace, the parameters or the gradients; or the model's input itself.</summary>
    public string Span(Tensor tensor)
    {
        switch (tensor.Kind)
        {
            case TensorKind.Parameter:
                return $"parameters.Slice({ParameterRange(tensor)})";
            case TensorKind.ParameterGradient:
                // A shard's gradients begin behind those of the tables.
                return $"gradients.Slice({ParameterRange(tensor, plan.SparseParameterCount)})";
            case TensorKind.Statistic:
                return $"statistics.Slice({Number(plan.Network.Statistics.First(statistic => statistic.Tensor == tensor).Offset)}, {Number(tensor.Size)})";
            case TensorKind.Input:
                return "x";
            case TensorKind.State:
                return $"states.Slice({Number(plan.Network.States.First(state => state.Tensor == tensor).Offset)}, {Number(tensor.Size)})";
        }

        (Tensor root, int skipped, int column) = Resolve(tensor);
        if (root.Kind is TensorKind.Input or TensorKind.State)
            return Span(root);
        bool ofAllShards = root.Layout == Layout.ByTokenOfBatch;
        string workspace = ofAllShards ? "tokenWorkspace" : "workspace";
        string start = (ofAllShards ? "AtTokens." : "At.") + ConstantOf(plan[root]) + (skipped == 0 ? "" : " + " + Rows(skipped)) + (column == 0 ? "" : " + " + Number(column));
        // Some columns of a wider matrix end somewhere in its last row.
        if (tensor.RowStride != tensor.Columns)
            return $"{workspace}.Slice({start})";
        return $"{workspace}.Slice({start}, {(tensor.HasBatchAxis ? Rows(tensor.Size) : Number(tensor.Size))})";
    }

    /// <summary>The tokens of which a method computes the rows: a shard's share of the batch's, or all of its own.</summary>
    public static string TokensOf(Tensor tensor) => tensor.Layout == Layout.ByTokenOfBatch ? "tokens.Share" : "tokens.Values";

    /// <summary>Their rows.</summary>
    public static string RowsOfTokens(Tensor tensor, string name) =>
        tensor.Layout == Layout.ByTokenOfBatch ? $"{name}.Slice(tokens.First * {Number(tensor.Columns)})" : name;

    /// <summary>The span of one timestep's value within its sequence.</summary>
    public static string Step(Tensor step, string sequence)
    {
        string index = step.Home!.Rule switch
        {
            SlotRule.Following => "(t + 1)",
            SlotRule.WithinBlock => $"(t % {Number(step.Home.Sequence.Shape.Dimensions[0])})",
            _ => "t",
        };
        return step.RowStride == step.Columns
            ? $"{sequence}.Slice({index} * {Rows(step.Size)}, {Rows(step.Size)})"
            : $"{sequence}.Slice({index} * {Rows(step.RowStride)})";
    }

    /// <summary><c>rows * 128</c>.</summary>
    public static string Rows(int perRow) => perRow == 1 ? "rows" : "rows * " + Number(perRow);

    /// <summary><c>28 * rows</c>: the rows of a matrix that has several for each sample.</summary>
    public static string MatrixRows(Tensor tensor) =>
        tensor.Layout == Layout.Shared ? Number(tensor.RowsPerSample)
        : tensor.RowsPerSample == 1 ? "rows"
        : Number(tensor.RowsPerSample) + " * rows";

    /// <summary>The shape for comments: <c>(28 × rows × 64)</c>.</summary>
    public static string Shape(Tensor tensor)
    {
        List<string> dimensions = [.. tensor.Shape.Dimensions.Select(Number)];
        if (tensor.IsByToken)
            dimensions[0] = "tokens";
        else if (tensor.HasBatchAxis)
            dimensions.Insert(tensor.Layout == Layout.TimeMajor ? 1 : 0, "rows");
        return $"({string.Join(" × ", dimensions)})";
    }

    /// <summary>The shape of some columns.</summary>
    public static string Shape(View view) =>
        view.IsWhole ? Shape(view.Tensor) : view.Tensor.Layout == Layout.Shared
            ? $"({string.Join(" × ", view.Tensor.Shape.WithLast(view.Width).Dimensions)})"
            : $"(rows × {Number(view.Width)})";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The span of a gradient among those of all parameters.</summary>
    public string SpanOfSum(Tensor gradient) => $"gradients.Slice({ParameterRange(gradient)})";

    private string ParameterRange(Tensor tensor, int skipped = 0)
    {
        Parameter parameter = plan.Network.Parameters.First(candidate => candidate.Tensor == tensor || candidate.Gradient == tensor);
        return $"{Number(parameter.Offset - skipped)}, {Number(tensor.Size)}";
    }

    /// <summary>The tensor that owns the memory, and what comes before: values for each row, and columns.</summary>
    private static (Tensor Root, int Skipped, int Column) Resolve(Tensor tensor)
    {
        int skipped = 0, column = 0;
        while (tensor.Alias is { } alias)
        {
            skipped += alias.FirstSlot * alias.Source.Columns;
            column += alias.Column ?? 0;
            tensor = alias.Source;
        }

        return (tensor, skipped, column);
    }
}
