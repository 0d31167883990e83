using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Builds the forward IR of a model: its layers in order, each reading what the one before gives, then the loss.</summary>
internal static class NetworkBuilder
{
    public static Network Build(ModelSpec model)
    {
        var shape = new Shape(model.InputShape);
        var network = new Network(new Tensor("x", "x", shape, Layout.BatchMajor, TensorKind.Input));
        var names = new AutomaticNames();
        var streams = new DropoutStreams();

        Tensor current = network.Input;
        Tensor? mask = null;
        Layer[] layers = [.. model.Layers.Select(LayerCatalog.Create)];
        for (int index = 0; index < layers.Length; index++)
        {
            Layer layer = layers[index];
            bool isLast = index == layers.Length - 1;
            bool feedsOutput = layers.Skip(index + 1).All(after => after.PassesActivation);
            bool feedsScan = layers.Skip(index + 1).SkipWhile(after => after.PassesActivation).FirstOrDefault() is { NeedsSequence: true };
            var block = new Block(names.Next(layer.Kind), layer.Kind, layer.Description, current);
            int timesteps = current.Shape.Rank > 1 ? current.Shape.Dimensions[0] : 1;
            var builder = new LayerBuilder(block, timesteps, mask, model.Batch == 1, feedsOutput, feedsScan, streams);

            Tensor output = layer.Build(builder, current);
            // What leaves the network is batch-major, as users hand it in.
            block.Output = isLast ? builder.AsOutput(output) : output;
            block.Settings = layer.Settings;
            block.OutputMask ??= layer.PassesMask(current.Shape) ? mask : null;
            network.Blocks.Add(block);
            current = block.Output;
            mask = block.OutputMask;
            if (isLast)
            {
                if (model.Loss is not null && mask is not null)
                    mask = Losses.LeavesOutPadding(current.Shape) ? builder.BatchMajor(mask) : null;
                network.Outputs.Add(current);
                network.Outputs.AddRange(builder.FurtherOutputs);
            }
        }

        if (model.Loss is not null)
            network.Loss = Losses.Build(model.Loss, current, mask);
        return network;
    }
}
