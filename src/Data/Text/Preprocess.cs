namespace RnnGen.Data;

/// <summary>What turns data into the rows that a network takes.</summary>
public static class Preprocess
{
    /// <summary>Makes sequences equally long, with Keras' defaults (Keras: <c>pad_sequences</c>).</summary>
    /// <typeparam name="T">Type of the elements: <c>int</c> for tokens, <c>float</c> for values.</typeparam>
    /// <param name="sequences">The sequences.</param>
    /// <param name="maxLength">Length they get, in timesteps; null for that of the longest.</param>
    /// <param name="padding">Where short ones are filled up.</param>
    /// <param name="truncating">Where long ones are cut.</param>
    /// <param name="value">What they are filled up with.</param>
    /// <param name="features">Elements of a timestep.</param>
    /// <returns>The sequences one after the other: <c>sequences × maxLength × features</c> elements.</returns>
    /// <exception cref="ArgumentException">A sequence is null, or not a whole number of timesteps.</exception>
    public static T[] PadSequences<T>(
        IReadOnlyList<T[]> sequences,
        int? maxLength = null,
        PadSide padding = PadSide.Pre,
        PadSide truncating = PadSide.Pre,
        T value = default,
        int features = 1)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if (maxLength is int length)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(maxLength));

        int rowSize = 0;
        for (int i = 0; i < sequences.Count; i++)
        {
            if (sequences[i] is null)
                throw new ArgumentException($"Sequence {i} is null.", nameof(sequences));
            rowSize = Math.Max(rowSize, sequences[i].Length);
            if (sequences[i].Length % features != 0)
            {
                throw new ArgumentException(
                    $"Sequence {i} has {ShapeText.Count(sequences[i].Length, "value")}, which is not a whole number of "
                    + $"timesteps of {features}.",
                    nameof(sequences));
            }
        }

        if (maxLength is not null)
            rowSize = checked(maxLength.Value * features);
        T[] rows = new T[(long)sequences.Count * rowSize];
        rows.AsSpan().Fill(value);
        for (int i = 0; i < sequences.Count; i++)
        {
            ReadOnlySpan<T> sequence = sequences[i];
            if (sequence.Length > rowSize)
                sequence = truncating == PadSide.Pre ? sequence[^rowSize..] : sequence[..rowSize];

            int start = padding == PadSide.Pre ? rowSize - sequence.Length : 0;
            sequence.CopyTo(rows.AsSpan((i * rowSize) + start));
        }

        return rows;
    }

    /// <summary>Labels as vectors that are 1 at the label and 0 elsewhere (Keras: <c>to_categorical</c>).</summary>
    /// <param name="labels">The labels, from 0.</param>
    /// <param name="classes">Length of a vector; null for one more than the largest label.</param>
    /// <returns>The vectors one after the other: <c>labels × classes</c> values.</returns>
    /// <exception cref="ArgumentException">A label is not from 0 to classes − 1.</exception>
    public static float[] OneHot(ReadOnlySpan<int> labels, int? classes = null)
    {
        int count = classes ?? 0;
        if (classes is int given)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(given, nameof(classes));
        for (int i = 0; i < labels.Length; i++)
        {
            if (classes is null && labels[i] < int.MaxValue)
                count = Math.Max(count, labels[i] + 1);
            if ((uint)labels[i] >= (uint)count)
            {
                throw new ArgumentException(
                    $"Label {i} is {labels[i]}, which is not {(classes is null ? "0 or more" : $"0 to {count - 1}")}.", nameof(labels));
            }
        }

        float[] rows = new float[(long)labels.Length * count];
        for (int i = 0; i < labels.Length; i++)
            rows[((long)i * count) + labels[i]] = 1;
        return rows;
    }
}
