using System.Globalization;
using System.Text;

namespace RnnGen.Reports;

/// <summary>
/// How often each class was taken for each: row k are the rows of data whose target is k, column j those that were
/// predicted to be j. What is said of one class takes it for "positive" and all others for "negative".
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    /// <summary>Counts targets and predictions.</summary>
    /// <param name="targets">The labels.</param>
    /// <param name="predictions">The predicted labels.</param>
    /// <param name="classNames">The name of each label.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many predictions as targets, there are none, or a label has no name.
    /// </exception>
    public ConfusionMatrix(ReadOnlySpan<int> targets, ReadOnlySpan<int> predictions, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (targets.Length != predictions.Length || targets.IsEmpty)
        {
            throw new ArgumentException(
                $"There are {targets.Length} targets and {predictions.Length} predictions; there must be as many of both, "
                + "and at least one.",
                nameof(predictions));
        }

        _counts = new int[classNames.Count, classNames.Count];
        for (int i = 0; i < targets.Length; i++)
        {
            foreach (int label in (ReadOnlySpan<int>)[targets[i], predictions[i]])
            {
                if ((uint)label >= (uint)classNames.Count)
                    throw new ArgumentException($"Row {i} has label {label}; there are {classNames.Count} classes, from 0.");
            }

            _counts[targets[i], predictions[i]]++;
        }

        (ClassNames, Count) = ([.. classNames], targets.Length);
    }

    /// <summary>The name of each label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Rows of data that were counted.</summary>
    public int Count { get; }

    /// <summary>How many rows of one class were predicted to be of another.</summary>
    /// <param name="target">The class they are of.</param>
    /// <param name="prediction">The class they were taken for.</param>
    public int this[int target, int prediction] => _counts[target, prediction];

    /// <summary>Share of the rows that were predicted rightly.</summary>
    public double Accuracy => Enumerable.Range(0, ClassNames.Count).Sum(label => (double)_counts[label, label]) / Count;

    /// <summary>Of the rows taken for a class, the share that is of it: TP ÷ (TP + FP); NaN if there are none.</summary>
    /// <param name="label">The class.</param>
    public double Precision(int label) => (double)_counts[label, label] / Predicted(label);

    /// <summary>Of the rows of a class, the share that was found: TP ÷ (TP + FN), also TPR; NaN if there are none.</summary>
    /// <param name="label">The class.</param>
    public double Recall(int label) => (double)_counts[label, label] / Total(label);

    /// <summary>The harmonic mean of precision and recall: 2·TP ÷ (2·TP + FP + FN).</summary>
    /// <param name="label">The class.</param>
    public double F1(int label) => 2.0 * _counts[label, label] / (Total(label) + Predicted(label));

    /// <summary>Of the rows of other classes, the share not taken for this one: TN ÷ (TN + FP), also TNR.</summary>
    /// <param name="label">The class.</param>
    public double Specificity(int label)
    {
        double negatives = Count - Total(label);
        return (negatives - (Predicted(label) - _counts[label, label])) / negatives;
    }

    /// <summary>Rows of data of a class.</summary>
    /// <param name="label">The class.</param>
    public int Total(int label) => Enumerable.Range(0, ClassNames.Count).Sum(other => _counts[label, other]);

    /// <summary>The class of the largest probability of each row, as <c>Predict</c> gives them.</summary>
    /// <param name="outputs">The outputs: <c>rows × classes</c> values.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public static int[] ArgMax(ReadOnlySpan<float> outputs, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (outputs.Length % classes != 0)
            throw new ArgumentException($"{outputs.Length} values are not a whole number of rows of {classes}.", nameof(outputs));

        int[] labels = new int[outputs.Length / classes];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> values = outputs.Slice(row * classes, classes);
            for (int label = 1; label < classes; label++)
            {
                if (values[label] > values[labels[row]])
                    labels[row] = label;
            }
        }

        return labels;
    }

    /// <summary>The counts as a table of text, a row for each target.</summary>
    public override string ToString()
    {
        int name = ClassNames.Max(text => text.Length);
        int width = Math.Max(4, 1 + _counts.Cast<int>().Max().ToString(CultureInfo.InvariantCulture).Length);
        StringBuilder table = new(new string(' ', name));
        for (int label = 0; label < ClassNames.Count; label++)
            table.Append(label.ToString(CultureInfo.InvariantCulture).PadLeft(width));
        for (int target = 0; target < ClassNames.Count; target++)
        {
            table.Append('\n').Append(ClassNames[target].PadRight(name));
            for (int prediction = 0; prediction < ClassNames.Count; prediction++)
                table.Append(this[target, prediction].ToString(CultureInfo.InvariantCulture).PadLeft(width));
        }

        return table.ToString();
    }

    private int Predicted(int label) => Enumerable.Range(0, ClassNames.Count).Sum(other => _counts[other, label]);
}
