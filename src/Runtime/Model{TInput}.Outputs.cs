namespace RnnGen;

// What the last prediction gave.
public abstract partial class Model<TInput>
{
    // Outputs that lie in several shards or come from several batches, one after the other; index 0 are the predictions.
    private readonly float[][] _collected;

    // Rows of the last prediction; 0 once another call has overwritten its outputs.
    private int _predictedRows;
    private bool _predictionsElsewhere;

    /// <summary>
    /// A further output of the last <see cref="Predict(ReadOnlySpan{TInput})"/>: the states that a layer with
    /// <c>ReturnState</c> gives, as Keras lists them after the output.
    /// </summary>
    /// <param name="index">0 for the predictions themselves, then the further outputs from 1.</param>
    /// <returns>
    /// Its rows one after the other, as many as were predicted: a view of the model's own buffer, valid until the next
    /// call on this model.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such output.</exception>
    /// <exception cref="InvalidOperationException">
    /// The last call on this model was not <c>Predict</c>; or output 0 was written to the caller's own buffer.
    /// </exception>
    public ReadOnlySpan<float> GetOutput(int index)
    {
        if ((uint)index >= (uint)Description.Outputs.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"{Description.Name}.GetOutput: the model has {ShapeText.Count(Description.Outputs.Length, "output")}, "
                + $"numbered from 0.");
        }

        if (_predictedRows == 0)
        {
            throw new InvalidOperationException(
                $"{Description.Name}.GetOutput: the outputs of a prediction are there until the next call on the model; "
                + $"call Predict first.");
        }

        if (_predictedRows <= Description.Batch)
            return OutputOf(index, _predictedRows);

        if (index == 0 && _predictionsElsewhere)
        {
            throw new InvalidOperationException(
                $"{Description.Name}.GetOutput: the predictions were written to the destination given to Predict.");
        }

        return Collected(index, _predictedRows);
    }

    /// <summary>An output of the last forward pass: in place, or put together where it lies in several shards.</summary>
    private protected ReadOnlySpan<float> OutputOf(int index, int rows)
    {
        if (rows <= Description.ShardRows)
            return Output(index, ShardAt(0, rows));
        Span<float> collected = Collected(index, rows);
        CopyOutput(index, rows, collected);
        return collected;
    }

    private void CopyOutput(int index, int rows, Span<float> destination)
    {
        for (int shard = 0; shard < ShardsOf(rows); shard++)
        {
            ReadOnlySpan<float> output = Output(index, ShardAt(shard, rows));
            output.CopyTo(destination);
            destination = destination[output.Length..];
        }
    }

    /// <inheritdoc/>
    internal override bool IsOwnBuffer(ReadOnlySpan<float> values)
    {
        foreach (float[] collected in _collected)
        {
            if (values.Overlaps(collected))
                return true;
        }

        return base.IsOwnBuffer(values);
    }

    /// <summary>The collecting buffer of an output; growing it loses what it held.</summary>
    private Span<float> Collected(int index, int rows)
    {
        int size = index == 0 ? OutputSize : ShapeText.Size(Description.Outputs[index]);
        int length = checked(rows * size);
        if (_collected[index].Length < length)
            _collected[index] = new float[length];
        return _collected[index].AsSpan(0, length);
    }
}
