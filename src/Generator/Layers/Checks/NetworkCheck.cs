using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Checks;

/// <summary>
/// Walks a model's layers with the shape of their data, before anything is built: the first layer with a problem ends
/// the walk, because what follows it would be judged by a shape that is not meant.
/// </summary>
/// <param name="name">The model's name in messages.</param>
/// <param name="modelProblems">Where problems of the <c>[Model]</c> attribute go.</param>
internal sealed class NetworkCheck(string name, ModelSpec model, IProblems modelProblems)
{
    private const string InputShape = nameof(ModelSpec.InputShape);

    private long _parameters;

    /// <summary>The recurrent layer that gave its last output only, so that no sequence is left after it.</summary>
    private Layer? _endOfSequence;

    /// <summary>The layer that has marked timesteps as padding, as long as its mask reaches this far.</summary>
    private Layer? _mask;

    /// <summary>Checks the input and as many layers as there are places to report to; null after a problem.</summary>
    /// <param name="layerProblems">Where the problems of each layer go, in the order of the model's layers.</param>
    public NetworkOutput? Run(IReadOnlyList<IProblems> layerProblems)
    {
        if (!InputIsUsable() | !BatchIsPositive())
            return null;

        Shape shape = new(model.InputShape);
        if (!Fits(shape, "input", modelProblems, InputShape))
            return null;

        NetworkOutput? output = new(shape, null, null);
        for (int i = 0; i < layerProblems.Count; i++)
        {
            LayerSpec? next = i + 1 < model.Layers.Count ? model.Layers[i + 1] : null;
            output = Check(LayerCatalog.Create(model.Layers[i]), next, output, layerProblems[i]);
            if (output is null)
                return null;
        }

        return TokensAreTaken() ? output : null;
    }

    private NetworkOutput? Check(Layer layer, LayerSpec? next, NetworkOutput input, IProblems problems)
    {
        if (layer.TakesTokens && (input.Layer is not null || model.InputKind != "Tokens"))
        {
            string found = input.Layer is null ? $"model '{name}' takes values" : $"it stands after [{input.Layer.Kind}], which gives values";
            problems.Report(Descriptors.EmbeddingNeedsTokens, null, layer.Kind, found);
            return null;
        }

        if (layer is Masking && input.Layer is not null)
        {
            problems.Report(Descriptors.MaskImpossible, null, layer.Kind, "marks padding of the model's own input; make it the first layer");
            return null;
        }

        if (layer.NeedsSequence && input.Shape.Rank != 2)
        {
            problems.Report(Descriptors.RecurrentNeedsSequence, null, layer.Kind, input.Shape, SequenceAdvice(input.Layer));
            return null;
        }

        if (layer.InferShape(input.Shape, problems) is not { } shape
            || !Fits(shape, $"output of [{layer.Kind}]", problems, null)
            || !ParametersFit(layer, input.Shape, problems))
        {
            return null;
        }

        if (next is not null && layer.Options.Spec.Bool("ReturnState"))
        {
            problems.Report(Descriptors.ReturnStateNotLast, "ReturnState", layer.Options.Spec.Kind, next.Attribute.Kind);
            return null;
        }

        bool passesMask = layer.PassesMask(input.Shape), feedsLoss = next is null && model.Loss is not null;
        bool leavesOutPadding = passesMask ? !feedsLoss || Losses.LeavesOutPadding(shape) : layer.LeavesOutPadding(input.Shape);
        if (_mask is not null && !leavesOutPadding)
            problems.Report(Descriptors.MaskDropped, null, layer.Kind, _mask.Kind);
        _mask = layer.MakesMask ? layer : passesMask ? _mask : null;
        _endOfSequence = shape.Rank > 1 ? null : layer.NeedsSequence ? layer : _endOfSequence;
        return input.After(layer, shape);
    }

    private bool InputIsUsable()
    {
        string shape = new Shape(model.InputShape).ToString();
        if (model.InputShape.Count == 0)
        {
            modelProblems.Report(
                Descriptors.InvalidInputShape, InputShape, name, shape,
                "write at least one dimension: [Model(timesteps, features)] or [Model(features)]");
            return false;
        }

        for (int i = 0; i < model.InputShape.Count; i++)
        {
            if (model.InputShape[i] > 0)
                continue;
            modelProblems.Report(
                Descriptors.InvalidInputShape, $"{InputShape}[{i}]", name, shape, "every dimension must be at least 1");
            return false;
        }

        return true;
    }

    private bool BatchIsPositive()
    {
        if (model.Batch > 0)
            return true;
        modelProblems.Report(Descriptors.NotPositive, "Batch", "Model", "Batch", model.Batch);
        return false;
    }

    private bool TokensAreTaken()
    {
        if (model.InputKind != "Tokens" || model.Layers.Count == 0 || LayerCatalog.Create(model.Layers[0]).TakesTokens)
            return true;
        modelProblems.Report(Descriptors.TokensNeedEmbedding, "Input", name, model.Layers[0].Attribute.Kind);
        return false;
    }

    private bool Fits(Shape shape, string what, IProblems problems, string? argument)
    {
        // The dimensions of a sample can overflow a long by themselves; Size then says long.MaxValue.
        if (shape.Size <= int.MaxValue / model.Batch)
            return true;
        problems.Report(
            Descriptors.ModelTooLarge, argument, name, $"the {what}, {shape}, for a batch of {model.Batch} has {Count(shape.Size, model.Batch)} values");
        return false;
    }

    private bool ParametersFit(Layer layer, Shape input, IProblems problems)
    {
        long parameters = CountParameters(layer, input);
        _parameters = parameters > long.MaxValue - _parameters ? long.MaxValue : _parameters + parameters;
        if (_parameters <= int.MaxValue)
            return true;
        problems.Report(Descriptors.ModelTooLarge, null, name, $"up to [{layer.Kind}] it has {Count(_parameters, 1)} parameters");
        return false;
    }

    private static long CountParameters(Layer layer, Shape input)
    {
        try
        {
            return layer.CountParameters(input);
        }
        catch (OverflowException)
        {
            return long.MaxValue;
        }
    }

    private static string Count(long size, int times) =>
        size == long.MaxValue || size > long.MaxValue / times ? "more than 9 · 10^18" : (size * times).ToString(CultureInfo.InvariantCulture);

    private string SequenceAdvice(Layer? before) => (before, _endOfSequence) switch
    {
        (null, _) => "give the model an input of two dimensions: [Model(timesteps, features)]",
        (_, { } end) => $"set ReturnSequences = true on the [{end.Options.Spec.Kind}] before it",
        _ => "put [Reshape(timesteps, features)] before it",
    };
}
