using System.Numerics.Tensors;

namespace RnnGen;

public abstract partial class Optimizer
{
    private bool _averagesAreWeights;

    /// <summary>
    /// Whether the averages are the model's weights for the time being, and the weights where the averages were. It does not become
    /// true before there are averages.
    /// </summary>
    internal bool AveragesAreWeights
    {
        get => _averagesAreWeights;
        set
        {
            if (value == _averagesAreWeights || Iterations == 0)
                return;
            Span<float> weights = _model!.Parameters, averages = Averages;
            for (int i = 0; i < weights.Length; i++)
                (weights[i], averages[i]) = (averages[i], weights[i]);
            _averagesAreWeights = value;
        }
    }

    /// <summary>The moving average of the parameters, where one is kept.</summary>
    private Span<float> Averages => _state.Span.Slice(StateCount * _stateStride, _model!.Description.ParameterCount);

    /// <summary>
    /// Makes the moving average of the weights the model's weights: what <c>Fit</c> does at its end, for training with
    /// <c>TrainOnBatch</c> (Keras: <c>finalize_variable_values</c>). Before the first step there is none, and the weights stay.
    /// </summary>
    /// <param name="model">The model that this optimizer trains.</param>
    /// <exception cref="InvalidOperationException">
    /// The optimizer has trained another model, or keeps no average: <see cref="UseEma"/> is false.
    /// </exception>
    public void ApplyEma(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!UseEma)
            throw new InvalidOperationException($"This {GetType().Name} keeps no average of the weights: make it with UseEma = true.");
        using Model.Exclusive use = model.Use(nameof(ApplyEma), GetType());
        Attach(model);
        OverwriteWithAverages();
    }

    /// <summary>Makes the averages the weights, where averages are kept.</summary>
    internal void OverwriteWithAverages()
    {
        if (!UseEma || Iterations == 0)
            return;
        AveragesAreWeights = false;
        Averages.CopyTo(_model!.Parameters);
    }

    /// <summary>Takes weights that a step has just updated, from one parameter on, into their averages.</summary>
    private void Average(Span<float> weights, int start)
    {
        Span<float> averages = Averages.Slice(start, weights.Length);
        if (Iterations == 1)
        {
            weights.CopyTo(averages);
            return;
        }

        TensorPrimitives.Multiply(averages, EmaMomentum, averages);
        TensorPrimitives.MultiplyAdd(weights, 1 - EmaMomentum, averages, averages);
        if (Iterations % EmaOverwriteFrequency == 0)
            averages.CopyTo(weights);
    }
}
