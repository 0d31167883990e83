using System.Numerics.Tensors;

namespace RnnGen;

public abstract partial class Model
{
    /// <summary>Copies of all weights in Keras' order, those that are not trained included (Keras: <c>get_weights</c>).</summary>
    /// <returns>One tensor a weight, of its shape.</returns>
    public IReadOnlyList<Tensor<float>> GetWeights()
    {
        using Exclusive use = Use(nameof(GetWeights));
        var weights = new Tensor<float>[Description.Weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            WeightDescription weight = Description.Weights[i];
            nint[] lengths = Array.ConvertAll(weight.Shape, dimension => (nint)dimension);
            weights[i] = Tensor.Create(ValuesOf(weight).ToArray(), lengths);
        }

        return weights;
    }

    /// <summary>Sets all weights, in Keras' order (Keras: <c>set_weights</c>).</summary>
    /// <param name="weights">One tensor a weight, of exactly its shape, as <see cref="GetWeights"/> gives them.</param>
    /// <exception cref="ArgumentException">The number of weights or a shape differs; no weight has been changed.</exception>
    public void SetWeights(IReadOnlyList<Tensor<float>> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using Exclusive use = Use(nameof(SetWeights));
        CheckWeightCount(weights.Count, nameof(weights));
        for (int i = 0; i < weights.Count; i++)
        {
            WeightDescription weight = Description.Weights[i];
            int[] shape = Array.ConvertAll(weights[i].Lengths.ToArray(), length => (int)length);
            if (!shape.AsSpan().SequenceEqual(weight.Shape))
            {
                throw new ArgumentException(
                    $"{Description.Name}.SetWeights: weight {i} ({weight.Path}) has shape {ShapeText.Tuple(weight.Shape)}, "
                    + $"but the tensor given has shape {ShapeText.Tuple(shape)}.",
                    nameof(weights));
            }
        }

        for (int i = 0; i < weights.Count; i++)
            weights[i].FlattenTo(WritableValuesOf(Description.Weights[i]));
    }

    /// <summary>Sets all weights, in Keras' order, from their values row by row (Keras: <c>set_weights</c>).</summary>
    /// <param name="weights">One array a weight, as long as the weight has elements.</param>
    /// <exception cref="ArgumentException">The number of weights or a length differs; no weight has been changed.</exception>
    public void SetWeights(params IReadOnlyList<float[]> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using Exclusive use = Use(nameof(SetWeights));
        CheckWeightCount(weights.Count, nameof(weights));
        for (int i = 0; i < weights.Count; i++)
        {
            WeightDescription weight = Description.Weights[i];
            if (weights[i].Length != weight.Size)
            {
                throw new ArgumentException(
                    $"{Description.Name}.SetWeights: weight {i} ({weight.Path}) has shape {ShapeText.Tuple(weight.Shape)}, "
                    + $"which is {ShapeText.Count(weight.Size, "value")}, but the array given has {weights[i].Length}.",
                    nameof(weights));
            }
        }

        for (int i = 0; i < weights.Count; i++)
            weights[i].CopyTo(WritableValuesOf(Description.Weights[i]));
    }

    /// <summary>Number of all weights, those that are not trained included.</summary>
    internal int WeightCount => Description.ParameterCount + Description.NonTrainableCount;

    /// <summary>Copies all weights, those that are not trained at the end.</summary>
    /// <param name="copy">An array to use again, if it is long enough.</param>
    internal float[] CopyWeights(float[] copy)
    {
        if (copy.Length != WeightCount)
            copy = new float[WeightCount];
        ReadOnlyParameters.CopyTo(copy);
        NonTrainableWeights.CopyTo(copy.AsSpan(Description.ParameterCount));
        return copy;
    }

    /// <summary>Takes over what <see cref="CopyWeights"/> gave.</summary>
    internal void RestoreWeights(ReadOnlySpan<float> copy)
    {
        copy[..Description.ParameterCount].CopyTo(Parameters);
        copy[Description.ParameterCount..].CopyTo(NonTrainableWeights);
    }

    private void CheckWeightCount(int count, string argument)
    {
        WeightDescription[] expected = Description.Weights;
        if (count == expected.Length)
            return;

        string list = string.Join(", ", expected.Select(weight => $"{weight.Path} {ShapeText.Tuple(weight.Shape)}"));
        throw new ArgumentException(
            $"{Description.Name}.SetWeights: {ShapeText.Count(count, "weight")} given, "
            + $"but the model has {expected.Length}: {list}.",
            argument);
    }
}
