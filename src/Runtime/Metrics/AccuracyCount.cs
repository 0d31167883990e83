using System.Numerics.Tensors;

namespace RnnGen;

/// <summary>
/// How many predictions are right. Which of the three Keras' <c>'accuracy'</c> means depends on the shapes of output and
/// target, not on the loss.
/// </summary>
internal static class AccuracyCount
{
    /// <summary>Above it (not at it) a binary output counts as 1.</summary>
    private const float Threshold = 0.5f;

    /// <summary>One output: 1 if above a half, else 0 (Keras: <c>BinaryAccuracy</c>).</summary>
    public static int Binary(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        int right = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (targets[i] == (outputs[i] > Threshold ? 1f : 0f))
                right++;
        }

        return right;
    }

    /// <summary>The largest output is where the largest target is (Keras: <c>CategoricalAccuracy</c>).</summary>
    public static int Categorical(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int classes)
    {
        int right = 0;
        for (int i = 0; i < outputs.Length; i += classes)
        {
            if (TensorPrimitives.IndexOfMax(outputs.Slice(i, classes)) == TensorPrimitives.IndexOfMax(targets.Slice(i, classes)))
                right++;
        }

        return right;
    }

    /// <summary>The largest output is that of the label (Keras: <c>SparseCategoricalAccuracy</c>).</summary>
    public static int Sparse(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int classes)
    {
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (TensorPrimitives.IndexOfMax(outputs.Slice(i * classes, classes)) == labels[i])
                right++;
        }

        return right;
    }
}
