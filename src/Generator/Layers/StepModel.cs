using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// A model as a stream runs it: one row, one timestep at a time, and recurrent layers that keep their states from one to
/// the next. It is a model like others, so it is built and printed by the same rooms.
/// </summary>
/// <param name="Model">The model at one timestep; null where a layer needs the whole sequence.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record StepModel(ModelSpec? Model, string? Fault)
{
    public static StepModel Of(ModelSpec model)
    {
        bool isTokens = model.InputKind == "Tokens";
        if (model.InputShape.Count < 2 && !isTokens)
            return new StepModel(null, $"its input {new Shape(model.InputShape)} has no timesteps");

        bool isSequence = true;
        List<LayerSpec> layers = [];
        foreach (LayerSpec spec in model.Layers)
        {
            Layer layer = LayerCatalog.Create(spec);
            if (isSequence && layer.NeedsWholeSequence)
                return new StepModel(null, $"{layer.Description} needs the whole sequence");
            layers.Add(layer switch
            {
                RecurrentLayer => spec with { Attribute = Inferring(spec.Attribute).With("Stateful", new BooleanValue(isSequence)) },
                // What follows the last timestep's output, a decoder for instance, runs anew for each timestep.
                Bidirectional => spec with { Attribute = Inferring(spec.Attribute).With("Stateful", new BooleanValue(false)) },
                _ when spec.Attribute.Kind == "Dropout" => spec with { Attribute = spec.Attribute.With("Rate", new RealValue(0)) },
                _ => spec,
            });
            isSequence &= layer is not RecurrentLayer { ReturnSequences: false };
        }

        return new StepModel(
            model with
            {
                InputShape = model.InputShape.Skip(1).Prepend(1).ToEquatableArray(),
                Batch = 1,
                Loss = null,
                Layers = layers.ToEquatableArray(),
            },
            null);
    }

    private static AttributeSpec Inferring(AttributeSpec recurrent) =>
        recurrent.With("Dropout", new RealValue(0)).With("RecurrentDropout", new RealValue(0)).With("ReturnState", new BooleanValue(false));
}
