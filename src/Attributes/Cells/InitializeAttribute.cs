namespace RnnGen.Cells;

/// <summary>
/// How a weight of a cell starts; without it a Kernel and a DiagonalKernel start Glorot uniform, a RecurrentKernel
/// orthogonal, and a Bias with zeros.
/// </summary>
/// <example><code>[Initialize(Initializer.Ones)] Bias bf</code></example>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class InitializeAttribute : Attribute
{
    /// <summary>Says how a weight starts.</summary>
    /// <param name="initializer">How it starts.</param>
    /// <param name="initializerArguments">The initializer's arguments, as listed at its member; none: Keras' defaults.</param>
    public InitializeAttribute(Initializer initializer, params double[] initializerArguments)
    {
        Initializer = initializer;
        InitializerArguments = initializerArguments;
    }

    /// <summary>How the weight starts.</summary>
    public Initializer Initializer { get; }

    /// <summary>The initializer's arguments.</summary>
    public double[] InitializerArguments { get; }
}
