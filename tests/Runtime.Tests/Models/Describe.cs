namespace RnnGen.Runtime.Tests;

/// <summary>Descriptions of hand-written models, as the generator would emit them.</summary>
internal static class Describe
{
    public static ModelDescription Model(
        int[] input,
        int[] output,
        int batch,
        WeightDescription[] weights,
        Loss? loss = RnnGen.Loss.MeanSquaredError,
        bool stateful = false,
        int stateSize = 0,
        int[][]? furtherOutputs = null,
        string name = "Net",
        int? shardRows = null,
        int nonTrainable = 0,
        long? workspaceSize = null)
    {
        bool labels = loss == RnnGen.Loss.SparseCategoricalCrossentropy;
        int outputs = ShapeText.Size(output);
        long workspace = workspaceSize ?? (shardRows ?? batch) * (outputs + (furtherOutputs ?? []).Sum(shape => ShapeText.Size(shape)));
        return new ModelDescription
        {
            Name = name,
            InputShape = input,
            OutputShape = output,
            Outputs = [output, .. furtherOutputs ?? []],
            Batch = batch,
            ShardRows = shardRows ?? batch,
            ParameterCount = weights.Where(weight => weight.Trainable).Sum(weight => weight.Size),
            NonTrainableCount = nonTrainable,
            StateSize = stateSize,
            Stateful = stateful,
            InferenceWorkspaceSize = workspace,
            TrainingWorkspaceSize = 2 * workspace,
            Summary = "",
            Loss = loss,
            TargetSize = labels ? outputs / output[^1] : outputs,
            LossElements = loss is RnnGen.Loss.SparseCategoricalCrossentropy or RnnGen.Loss.CategoricalCrossentropy ? outputs / output[^1] : outputs,
            Classes = labels ? output[^1] : 0,
            Layers = [],
            Weights = weights,
        };
    }

    /// <summary>Weights one after the other.</summary>
    public static WeightDescription[] Weights(Initializer initializer, params int[][] shapes)
    {
        var weights = new WeightDescription[shapes.Length];
        int offset = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            weights[i] = new WeightDescription("layer", $"weight{i}", shapes[i], offset, initializer);
            offset += weights[i].Size;
        }

        return weights;
    }
}
