namespace RnnGen.Numeric.Tests.Keras;

/// <summary>What a number is compared as: each kind has its own measure of error (design: outputs by themselves, tensors of weights by their largest element).</summary>
internal enum Quantity
{
    Output,
    Loss,
    Gradient,
    AfterOneStep,
    AfterFiveSteps,
}

/// <summary>The largest difference between what RnnGen computed and what Keras computed for one tensor.</summary>
internal sealed record Comparison(Quantity Quantity, string What, double Error)
{
    /// <summary>
    /// For outputs and losses: |found − expected| / (|expected| + 0.1), so that 1e-5 allows 1e-5 relative + 1e-6 absolute.
    /// </summary>
    public static Comparison OfValues(Quantity quantity, string what, ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        double error = LengthError(found, expected);
        for (int i = 0; i < Math.Min(found.Length, expected.Length); i++)
            error = Larger(error, Math.Abs(found[i] - expected[i]) / (Math.Abs(expected[i]) + 0.1));
        return new Comparison(quantity, what, error);
    }

    /// <summary>For gradients and weights: the largest |found − expected|, relative to the tensor's largest element.</summary>
    public static Comparison OfTensor(Quantity quantity, string what, ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        double error = LengthError(found, expected);
        double largest = 0;
        for (int i = 0; i < Math.Min(found.Length, expected.Length); i++)
        {
            error = Larger(error, Math.Abs(found[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return new Comparison(quantity, what, error == 0 ? 0 : error / largest);
    }

    /// <summary>Whether the weights had been trained: then differences in the gradients have added up.</summary>
    public bool IsAfterTraining => Quantity is Quantity.AfterOneStep or Quantity.AfterFiveSteps
        || What.StartsWith("losses[", StringComparison.Ordinal);

    /// <summary>Also refuses NaN.</summary>
    public bool IsWithin(double tolerance) => Error <= tolerance;

    public override string ToString() => $"{What}: error {Error:0.0e+0}";

    private static double LengthError(ReadOnlySpan<double> found, ReadOnlySpan<double> expected) =>
        found.Length == expected.Length ? 0 : double.PositiveInfinity;

    /// <summary>Unlike <see cref="Math.Max(double, double)"/> in comparisons, NaN wins and stays.</summary>
    private static double Larger(double left, double right) => double.IsNaN(left) || right <= left ? left : right;
}
