namespace RnnGen.Reports;

/// <summary>What stands under an image.</summary>
/// <param name="Text">The text.</param>
/// <param name="Wrong">Whether it is marked as a mistake.</param>
public readonly record struct ImageCaption(string Text, bool Wrong = false)
{
    /// <summary>The caption of a prediction: the class, and if it is wrong, also the right one.</summary>
    /// <param name="target">The label.</param>
    /// <param name="prediction">The predicted label.</param>
    /// <param name="classNames">The name of each label.</param>
    public static ImageCaption Of(int target, int prediction, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        return target == prediction
            ? new ImageCaption(classNames[target])
            : new ImageCaption($"{classNames[prediction]}, not {classNames[target]}", Wrong: true);
    }
}
