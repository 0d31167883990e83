using System.Globalization;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>The checks of what callers pass, each with an error that says what came, what was wanted and what to do.</summary>
internal static class InputCheck
{
    /// <summary>Number of rows in x; throws unless it is whole.</summary>
    public static int Rows(Model model, string method, int length)
    {
        (int rows, int rest) = Math.DivRem(length, model.InputSize);
        if (rest != 0)
        {
            throw Invalid(
                $"{model.Description.Name}.{method}: x has {ShapeText.Count(length, "value")}, "
                + $"which is not a whole number of rows of {ShapeText.Row(model.Description.InputShape)}.",
                "x");
        }

        return rows;
    }

    /// <summary>Throws unless a stateful model gets whole batches of the rows that came in an argument.</summary>
    public static void WholeBatches(Model model, string method, string argument, int rows, string? what = null)
    {
        ModelDescription description = model.Description;
        if (description.Stateful && rows % description.Batch != 0)
        {
            throw Invalid(
                $"{description.Name}.{method}: {what ?? argument} has {ShapeText.Count(rows, "row")}, but a stateful model takes "
                + $"whole batches of {description.Batch}, because row i of a batch continues row i of the batch before. "
                + $"Pass a multiple of {description.Batch} rows, or change Batch in [Model].",
                argument);
        }
    }

    /// <summary>Rows of one training or test step: at least one, at most the model's batch.</summary>
    public static int BatchRows(Model model, string method, int length)
    {
        int rows = Rows(model, method, length);
        int batch = model.Description.Batch;
        NotEmpty(model, method, rows);
        if (rows > batch)
        {
            throw Invalid(
                $"{model.Description.Name}.{method}: x has {rows} rows, but the model takes at most {batch} in one step. "
                + $"Raise Batch in [Model], or use Fit or Evaluate, which cut the rows into batches.",
                "x");
        }

        WholeBatches(model, method, "x", rows);
        return rows;
    }

    /// <summary>Throws unless there is a row.</summary>
    public static void NotEmpty(Model model, string method, int rows)
    {
        if (rows == 0)
            throw Invalid($"{model.Description.Name}.{method}: x is empty; it needs at least one row.", "x");
    }

    /// <summary>Throws unless a data set's rows are of the model's sizes.</summary>
    public static void RowSizes(Model model, string method, string argument, int inputSize, int targetSize)
    {
        ModelDescription description = model.Description;
        if (inputSize != model.InputSize)
        {
            throw Invalid(
                $"{description.Name}.{method}: a row of {argument} has {ShapeText.Count(inputSize, "input value")}, but the "
                + $"model reads {ShapeText.Row(description.InputShape)}.",
                argument);
        }

        if (targetSize != description.TargetSize)
        {
            throw Invalid(
                $"{description.Name}.{method}: a row of {argument} has {ShapeText.Count(targetSize, "target")}, but the "
                + $"loss takes {description.TargetSize}.",
                argument);
        }
    }

    /// <summary>Throws unless y has the targets of that many rows.</summary>
    public static void TargetLength(Model model, string method, int length, int rows)
    {
        ModelDescription description = model.Description;
        long wanted = (long)rows * description.TargetSize;
        if (length == wanted)
            return;

        string noun = description.Classes > 0 ? "label" : "value";
        throw Invalid(
            $"{description.Name}.{method}: y has {ShapeText.Count(length, noun)} for {ShapeText.Count(rows, "row")} of x, "
            + $"which need {wanted} ({description.TargetSize} a row).",
            "y");
    }

    /// <summary>Throws if a label is not one of the model's classes.</summary>
    public static void Labels<TTarget>(Model model, string method, string argument, ReadOnlySpan<TTarget> y)
        where TTarget : unmanaged
    {
        ModelDescription description = model.Description;
        if (typeof(TTarget) != typeof(int) || description.Classes == 0)
            return;

        ReadOnlySpan<int> labels = MemoryMarshal.Cast<TTarget, int>(y);
        int wrong = labels.IndexOfAnyExceptInRange(0, description.Classes - 1);
        if (wrong >= 0)
            throw LabelOutOfRange(description, method, argument, wrong, labels[wrong]);
    }

    /// <summary>Throws if a token is beyond the model's vocabulary; for values there is nothing to check.</summary>
    public static void Tokens<TInput>(Model model, string method, string argument, ReadOnlySpan<TInput> x)
        where TInput : unmanaged
    {
        int vocabulary = model.Description.Vocabulary;
        if (typeof(TInput) != typeof(int) || vocabulary == 0)
            return;

        ReadOnlySpan<int> tokens = MemoryMarshal.Cast<TInput, int>(x);
        int wrong = tokens.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (wrong < 0)
            return;

        (int row, int position) = Math.DivRem(wrong, model.InputSize);
        string found = tokens.Length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{argument} is {tokens[0]}")
            : string.Create(CultureInfo.InvariantCulture, $"{argument} holds token {tokens[wrong]} at row {row}, index {position} of the row");
        throw Invalid(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Description.Name}.{method}: {found}, but the embedding has {vocabulary} rows: tokens are 0 to {vocabulary - 1}."),
            argument);
    }

    /// <summary>Throws if values lie in a buffer of the model, which the call overwrites before it has read them all.</summary>
    public static void NotOwn<T>(Model model, string method, string argument, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && model.IsOwnBuffer(MemoryMarshal.Cast<T, float>(values)))
        {
            throw Invalid(
                $"{model.Description.Name}.{method}: {argument} is what an earlier call on this model gave, a view of the model's "
                + $"own buffer, which this call overwrites. Copy it first, with ToArray().",
                argument);
        }
    }

    /// <summary>Throws if a value is NaN or infinite; for tokens and labels there is nothing to check.</summary>
    public static void Finite<T>(Model model, string method, string argument, ReadOnlySpan<T> values, int rowSize)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float))
            return;

        ReadOnlySpan<float> floats = MemoryMarshal.Cast<T, float>(values);
        for (int i = 0; i < floats.Length; i++)
        {
            if (!float.IsFinite(floats[i]))
                throw NotFinite(model.Description, method, argument, i, rowSize, floats[i]);
        }
    }

    private static ArgumentException LabelOutOfRange(
        ModelDescription description, string method, string argument, int index, int label)
    {
        (int row, int position) = Math.DivRem(index, description.TargetSize);
        string where = description.TargetSize == 1 ? $"row {row}" : $"row {row}, timestep {position}";
        return Invalid(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{description.Name}.{method}: the label of {where} is {label}, but the model has {description.Classes} "
                + $"classes: labels are 0 to {description.Classes - 1}."),
            argument);
    }

    private static ArgumentException NotFinite(
        ModelDescription description, string method, string argument, int index, int rowSize, float value)
    {
        (int row, int position) = Math.DivRem(index, rowSize);
        return Invalid(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{description.Name}.{method}: {argument} holds {value} at row {row}, index {position} of the row. "
                + $"Clean the data, or set CheckInputs to false to let such values through."),
            argument);
    }

    /// <summary>The exception; the argument is the caller's, not one of the methods here.</summary>
    private static ArgumentException Invalid(string message, string argument) => new(message, argument);
}
