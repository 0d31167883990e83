namespace RnnGen.Cells;

/// <summary>A penalty on a weight of a cell, which is added to the loss.</summary>
/// <example><code>[Regularize(Regularizer.L2, 1e-4)] Kernel W</code></example>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class RegularizeAttribute : Attribute
{
    /// <summary>Adds a penalty.</summary>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="regularizerArguments">Its factors, as listed at its member; none: Keras' defaults.</param>
    public RegularizeAttribute(Regularizer regularizer, params double[] regularizerArguments)
    {
        Regularizer = regularizer;
        RegularizerArguments = regularizerArguments;
    }

    /// <summary>The penalty.</summary>
    public Regularizer Regularizer { get; }

    /// <summary>The penalty's factors.</summary>
    public double[] RegularizerArguments { get; }
}
